import type { TokenFacts } from './keystone-wire.js';

/** A token that Keystone made for the service. Kept in memory only. */
export interface IssuedToken {
  readonly value: string;
  readonly facts: TokenFacts;
  /** When it was asked for, by the service's own clock, which may differ from Keystone's. */
  readonly askedAt: Date;
}

const LONGEST_MARGIN_MS = 2 * 60_000;
const MARGIN_SHARE = 0.2;

/** Whether it lives long enough to be given to anybody: a fifth of its life has to be left, or two minutes. */
export function isFresh(token: IssuedToken, now: Date): boolean {
  const margin = Math.min(LONGEST_MARGIN_MS, lifetimeOf(token) * MARGIN_SHARE);
  return leftOf(token, now) > margin;
}

export function isAlive(token: IssuedToken, now: Date): boolean {
  return leftOf(token, now) > 0;
}

function leftOf(token: IssuedToken, now: Date): number {
  return token.askedAt.getTime() + lifetimeOf(token) - now.getTime();
}

function lifetimeOf({ facts }: IssuedToken): number {
  return facts.expires_at.getTime() - facts.issued_at.getTime();
}

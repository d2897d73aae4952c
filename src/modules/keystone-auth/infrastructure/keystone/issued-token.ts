import type { TokenFacts } from './keystone-wire.js';

/** A token that Keystone made for the service. Kept in memory only. */
export interface IssuedToken {
  readonly value: string;
  readonly facts: TokenFacts;
}

const LONGEST_MARGIN_MS = 2 * 60_000;
const MARGIN_SHARE = 0.2;

/** Whether it lives long enough to be given to anybody: a fifth of its life has to be left, or two minutes. */
export function isFresh({ facts }: IssuedToken, now: Date): boolean {
  const lifetime = facts.expires_at.getTime() - facts.issued_at.getTime();
  const margin = Math.min(LONGEST_MARGIN_MS, lifetime * MARGIN_SHARE);
  return facts.expires_at.getTime() - now.getTime() > margin;
}

export function isAlive({ facts }: IssuedToken, now: Date): boolean {
  return facts.expires_at > now;
}

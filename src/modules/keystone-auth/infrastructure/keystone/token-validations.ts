import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import { hash } from 'node:crypto';
import { BoundedMap } from '../../../../shared/domain/bounded-map.js';
import { Clock } from '../../../../shared/domain/clock.js';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { SingleFlight } from '../../../../shared/domain/single-flight.js';
import { KeystoneClient } from './keystone-client.js';
import type { TokenFacts } from './keystone-wire.js';

const MOST_VALID = 10_000;
const MOST_INVALID = 1_000;
const INVALID_MS = 10_000;
/** While Keystone is away a known token is not asked about at every request. */
const AWAY_MS = 5_000;
/** Made-up tokens, each another one, would else take Keystone away from everybody. */
const ASKED_AT_ONCE = 16;
const MOST_WAITING = 256;

interface Known {
  readonly facts: TokenFacts;
  /** Milliseconds; believed without asking until then. */
  readonly freshUntil: number;
  /** Milliseconds; believed until then while Keystone is away. */
  readonly usableUntil: number;
}

/**
 * What Keystone said of tokens, remembered for a while and never past their expiry. Tokens are keys by their SHA-256 only.
 * However many requests come with a token nobody knows yet, Keystone is asked once, and about few tokens at a time: `unavailable`
 * (`auth.busy`) where too many wait. Invalid ones are remembered apart, so that made-up tokens push no good one out.
 */
export class TokenValidations {
  private readonly valid = new BoundedMap<string, Known>(MOST_VALID);
  private readonly invalid = new BoundedMap<string, number>(MOST_INVALID);
  private readonly asked = new SingleFlight<string, TokenFacts | undefined>();
  private readonly gate = bulkhead(ASKED_AT_ONCE, MOST_WAITING);

  constructor(
    private readonly keystone: Pick<KeystoneClient, 'validate'>,
    private readonly clock: Clock,
    private readonly believedMs: number,
  ) {}

  /** Undefined for a token that is not valid. `allowExpired`: one that was valid until it expired will do. */
  async of(token: string, allowExpired: boolean): Promise<TokenFacts | undefined> {
    const key = keyOf(token, allowExpired);
    const now = this.clock.now().getTime();
    const known = this.valid.get(key);
    if (known && now < known.freshUntil) return known.facts;
    if (known && !allowExpired && now >= known.usableUntil) return undefined;
    if ((this.invalid.get(key) ?? 0) > now) return undefined;
    return this.asked.join(key, () => this.ask(key, token, allowExpired, known));
  }

  /** It is asked about again, should it come again. */
  forget(token: string): void {
    for (const allowExpired of [false, true]) this.valid.delete(keyOf(token, allowExpired));
  }

  private async ask(
    key: string,
    token: string,
    allowExpired: boolean,
    known: Known | undefined,
  ): Promise<TokenFacts | undefined> {
    try {
      const facts = await this.validate(token, allowExpired);
      const isExpired = facts !== undefined && facts.expires_at <= this.clock.now();
      const accepted = isExpired && !allowExpired ? undefined : facts;
      this.note(key, accepted, allowExpired);
      return accepted;
    } catch (error) {
      const now = this.clock.now().getTime();
      const isAway = error instanceof DomainError && error.kind === 'unavailable';
      if (!isAway || !known || now >= known.usableUntil) throw error;
      this.valid.set(key, { ...known, freshUntil: Math.min(now + AWAY_MS, known.usableUntil) });
      return known.facts;
    }
  }

  private async validate(token: string, allowExpired: boolean): Promise<TokenFacts | undefined> {
    try {
      return await this.gate.execute(() => this.keystone.validate(token, allowExpired));
    } catch (error) {
      if (!(error instanceof BulkheadRejectedError)) throw error;
      throw new DomainError('unavailable', 'auth.busy', 'Too many new tokens wait to be checked.', {
        retryAfter: 1,
      });
    }
  }

  private note(key: string, facts: TokenFacts | undefined, allowExpired: boolean): void {
    const now = this.clock.now().getTime();
    if (!facts) {
      this.valid.delete(key);
      this.invalid.set(key, now + INVALID_MS);
      return;
    }
    const believedUntil = now + this.believedMs;
    const expiry = facts.expires_at.getTime();
    this.valid.set(key, {
      facts,
      freshUntil: allowExpired ? believedUntil : Math.min(believedUntil, expiry),
      usableUntil: allowExpired ? believedUntil : expiry,
    });
  }
}

function keyOf(token: string, allowExpired: boolean): string {
  return hash('sha256', token, 'base64') + (allowExpired ? '+' : '');
}

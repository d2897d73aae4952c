import { Injectable } from '@nestjs/common';
import { BoundedMap } from '../../../shared/domain/bounded-map.js';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';

const WINDOW_MS = 60_000;
const MOST_OF_ADDRESS = 30;
const MOST_OF_USER = 10;
const MOST_KNOWN = 10_000;

interface Window {
  readonly endsAt: number;
  failures: number;
}

/**
 * How often a sign-in may fail in a minute, from one address and for one user from there. Each process counts for itself:
 * it keeps a browser from guessing through us; what Keystone allows altogether is its own to say.
 */
@Injectable()
export class SignInLimits {
  private readonly windows = new BoundedMap<string, Window>(MOST_KNOWN);

  constructor(private readonly clock: Clock) {}

  /**
   * Does `attempt`, and counts it unless it succeeds. Attempts under way count too, or many at once would pass. Throws
   * `rate_limited` (`session.too_many`) without trying.
   */
  async within<T>(address: string, user: string, attempt: () => Promise<T>): Promise<T> {
    const windows = [
      this.taken(`address ${address}`, MOST_OF_ADDRESS),
      this.taken(`user ${address} ${user}`, MOST_OF_USER),
    ];
    for (const window of windows) window.failures += 1;
    const result = await attempt();
    for (const window of windows) window.failures -= 1;
    return result;
  }

  private taken(key: string, most: number): Window {
    const now = this.clock.now().getTime();
    const known = this.windows.get(key);
    const window = known && known.endsAt > now ? known : { endsAt: now + WINDOW_MS, failures: 0 };
    if (window.failures >= most) {
      const retryAfter = Math.ceil((window.endsAt - now) / 1000);
      throw new DomainError(
        'rate_limited',
        'session.too_many',
        `Too many failed attempts to sign in: the next may be made in ${retryAfter} seconds.`,
        { retryAfter },
      );
    }
    this.windows.set(key, window);
    return window;
  }
}

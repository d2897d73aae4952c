import { LocalStackOptions } from './local-stack-options.js';

type Settings = Pick<LocalStackOptions, 'firstPauseMs' | 'longestPauseMs' | 'stableMs'>;

/** How long an application that ended stays down: longer each time, until one has run for `stableMs`. */
export class RestartPause {
  private failures = 0;
  private until: Date | undefined;

  constructor(private readonly settings: Settings) {}

  /** `startedAt` is absent where it did not even start. */
  begin(now: Date, startedAt: Date = now): void {
    const { firstPauseMs, longestPauseMs, stableMs } = this.settings;
    if (now.getTime() - startedAt.getTime() >= stableMs) this.failures = 0;
    const pause = Math.min(firstPauseMs * 2 ** this.failures, longestPauseMs);
    this.failures += 1;
    this.until = new Date(now.getTime() + pause);
  }

  /** Another application has taken its place. */
  reset(): void {
    this.failures = 0;
    this.until = undefined;
  }

  /** Undefined where none has begun. */
  get end(): Date | undefined {
    return this.until;
  }

  isOver(now: Date): boolean {
    return this.until === undefined || this.until <= now;
  }
}

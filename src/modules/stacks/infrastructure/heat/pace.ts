import { Clock } from '../../../../shared/domain/clock.js';

const GROWTH = 1.5;

/** The pauses between looks at something that cannot tell when it changes: short at first, then longer. */
export class Pace {
  private nextMs: number;

  constructor(
    private readonly clock: Clock,
    { firstPauseMs, longestPauseMs }: { firstPauseMs: number; longestPauseMs: number },
    private readonly signal?: AbortSignal,
  ) {
    this.nextMs = firstPauseMs;
    this.longestMs = longestPauseMs;
  }

  private readonly longestMs: number;

  /** Ends early when the signal aborts. */
  async pause(): Promise<void> {
    const { clock, signal } = this;
    if (signal?.aborted) return;
    const end = clock.after(this.nextMs);
    this.nextMs = Math.min(this.nextMs * GROWTH, this.longestMs);
    await new Promise<void>((resolve) => {
      const over = (): void => {
        cancel();
        signal?.removeEventListener('abort', over);
        resolve();
      };
      const cancel = clock.schedule(end, over);
      signal?.addEventListener('abort', over);
    });
  }
}

import { Clock } from '../../../../shared/domain/clock.js';

/** Waits by the clock, or less long where the signal aborts. */
export function wait(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const cancel = clock.schedule(clock.after(milliseconds), resolve);
    signal.addEventListener(
      'abort',
      () => {
        cancel();
        resolve();
      },
      { once: true },
    );
  });
}

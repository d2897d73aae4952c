/** Stops a scheduled call; calling it after the call ran does nothing. */
export type CancelTimer = () => void;

/**
 * The only source of time. Production uses the system's; tests a `TestClock` that stands still until it is advanced,
 * so that no test sleeps.
 */
export abstract class Clock {
  abstract now(): Date;

  /** Calls `run` once when the clock reaches `at` (at once, but never synchronously, where that has passed). */
  abstract schedule(at: Date, run: () => void): CancelTimer;

  /** `milliseconds` from now. */
  after(milliseconds: number): Date {
    return new Date(this.now().getTime() + milliseconds);
  }
}

/** setTimeout holds at most 2^31-1 ms; longer waits are taken in stages. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  schedule(at: Date, run: () => void): CancelTimer {
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const remaining = at.getTime() - Date.now();
      timer =
        remaining > LONGEST_TIMEOUT_MS
          ? setTimeout(arm, LONGEST_TIMEOUT_MS)
          : setTimeout(run, Math.max(0, remaining));
    };
    arm();
    return () => clearTimeout(timer);
  }
}

import { setImmediate as othersTurn, setTimeout as wait } from 'node:timers/promises';

/** A step that holds the process up no longer than this costs its run nothing. */
const CHEAP_MS = 20;
const LONGEST_REST_MS = 5_000;

/** Rest for each millisecond of work: a costly run gets a quarter of the process. */
const REST_PER_MS = 3;

/** Keeps one run from taking the process for itself: after each step others have their turn, after a costly one for longer. */
export class StepPace {
  private spent = 0;

  /** Does work that holds the process up, and counts how long. */
  measure<T>(work: () => T): T {
    const began = performance.now();
    try {
      return work();
    } finally {
      this.spent += performance.now() - began;
    }
  }

  /** Lets others go on; no longer than until the process stops. */
  async rest(stopping: AbortSignal): Promise<void> {
    const { spent } = this;
    this.spent = 0;
    if (spent <= CHEAP_MS) await othersTurn();
    else
      await wait(Math.min(spent * REST_PER_MS, LONGEST_REST_MS), undefined, { signal: stopping }).catch(
        () => undefined,
      );
  }
}

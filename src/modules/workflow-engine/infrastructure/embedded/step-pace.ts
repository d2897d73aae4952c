import { setImmediate as othersTurn, setTimeout as wait } from 'node:timers/promises';

/** A step that takes no longer than this costs its run nothing. */
const CHEAP_MS = 20;
const LONGEST_REST_MS = 5_000;

/** Rest for each millisecond of work: a costly run gets a quarter of a processor. */
const REST_PER_MS = 3;

/** Keeps one run from taking the process for itself: after each step others have their turn, after a costly one for longer. */
export class StepPace {
  private spent = 0;
  private elsewhere = false;

  /** Whether the last step was made elsewhere, and was rightly so. */
  get isCostly(): boolean {
    return this.elsewhere;
  }

  /** Does work that holds the process up, and counts how long. */
  measure<T>(work: () => T): T {
    const began = performance.now();
    try {
      return work();
    } finally {
      this.spent += performance.now() - began;
    }
  }

  /** Lets work be done that holds others up where it is done, and counts how long. */
  async measureElsewhere<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await work();
    } finally {
      const took = performance.now() - began;
      this.spent += took;
      this.elsewhere = took > CHEAP_MS;
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

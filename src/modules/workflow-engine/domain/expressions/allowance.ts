import { BudgetExceeded } from './python/errors.js';

/** The caller has waited for long enough: what has been done so far is to be thrown away, and done elsewhere. */
export class OutOfPatience extends Error {
  constructor() {
    super('This takes longer than the caller waits.');
  }
}

/**
 * What all expressions of one step of a run may cost together, so that a step of many expressions ends as well. Whoever
 * must not be held up has a patience besides; it fails nothing, as how long something takes is no property of it.
 */
export class Allowance {
  private readonly patienceEnds: number;
  private patienceLost = false;
  private used = 0;

  constructor(
    private readonly steps: number,
    /** Milliseconds. */
    patience = Infinity,
  ) {
    this.patienceEnds = performance.now() + patience;
  }

  /** Steps so far. */
  get spent(): number {
    return this.used;
  }

  spend(cost: number): void {
    this.used += cost;
    if (this.used > this.steps) {
      throw new BudgetExceeded(`The expressions evaluated at once take more than ${this.steps} steps`);
    }
  }

  /** Throws `OutOfPatience`. `now`: of `performance.now()`. */
  checkTime(now = performance.now()): void {
    if (now > this.patienceEnds) this.patienceLost = true;
    this.checkPatience();
  }

  /** Throws `OutOfPatience` where it was thrown before: what happened to lie in between may have taken it for an error. */
  checkPatience(): void {
    if (this.patienceLost) throw new OutOfPatience();
  }
}

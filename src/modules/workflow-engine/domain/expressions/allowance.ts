import { BudgetExceeded } from './python/errors.js';

/** What all expressions of one step of a run may cost together, so that a step of many expressions ends as well. */
export class Allowance {
  private readonly deadline: number;
  private left: number;

  constructor(
    private readonly steps: number,
    private readonly milliseconds: number,
  ) {
    this.left = steps;
    this.deadline = performance.now() + milliseconds;
  }

  spend(cost: number): void {
    this.left -= cost;
    if (this.left < 0) {
      throw new BudgetExceeded(`The expressions evaluated at once take more than ${this.steps} steps`);
    }
  }

  /** `now`: of `performance.now()`. */
  checkTime(now: number): void {
    if (now > this.deadline) {
      throw new BudgetExceeded(`The expressions evaluated at once take longer than ${this.milliseconds} ms`);
    }
  }
}

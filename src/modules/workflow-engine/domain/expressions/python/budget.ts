import type { Allowance } from '../allowance.js';
import { ExpressionLimits } from '../expression-context.js';
import { BudgetExceeded } from './errors.js';

export const DEFAULT_LIMITS: ExpressionLimits = {
  steps: 1_000_000,
  // The steps end what is honest or not; this only what they count too low.
  milliseconds: 30_000,
  characters: 1_000_000,
  items: 100_000,
};

/** Evaluations between two looks at the clock. */
const STEPS_PER_LOOK = 32;

/** Deeper nesting than any honest expression or document has, and shallower than the JavaScript stack. */
const DEEPEST = 250;

/** Bits of the largest integer an expression may make. */
const INTEGER_BITS = 65_536;

/** What one evaluation may still spend. One budget serves one expression, whatever languages it mixes. */
export class Budget {
  private readonly limits: ExpressionLimits;
  private readonly deadline: number;
  private steps = 0;
  private depth = 0;

  constructor(
    limits: Partial<ExpressionLimits> = {},
    private readonly allowance?: Allowance,
  ) {
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    this.deadline = performance.now() + this.limits.milliseconds;
  }

  /** Counts `cost` units of work: a node evaluated, an item produced, a character compared. */
  spend(cost = 1): void {
    const before = this.steps;
    this.steps += cost;
    if (this.steps > this.limits.steps) {
      throw new BudgetExceeded(`Expression takes more than ${this.limits.steps} steps`);
    }
    this.allowance?.spend(cost);
    const looked = Math.floor(before / STEPS_PER_LOOK) !== Math.floor(this.steps / STEPS_PER_LOOK);
    if (!looked) return;
    const now = performance.now();
    this.allowance?.checkTime(now);
    if (now > this.deadline) {
      throw new BudgetExceeded(`Expression takes longer than ${this.limits.milliseconds} ms`);
    }
  }

  /** Runs `work` one level deeper. */
  descend<T>(work: () => T): T {
    if (this.depth >= DEEPEST) {
      throw new BudgetExceeded('maximum recursion depth exceeded');
    }
    this.depth += 1;
    try {
      return work();
    } finally {
      this.depth -= 1;
    }
  }

  /** Asks before a text of that many characters is made. */
  allowText(characters: number): void {
    if (characters > this.limits.characters) {
      throw new BudgetExceeded(`Text exceeds ${this.limits.characters} characters`);
    }
    this.spend(Math.ceil(characters / 64));
  }

  /** Asks before a list of that many items is made. */
  allowItems(items: number): void {
    if (items > this.limits.items) {
      throw new BudgetExceeded(`Collection length exceeds ${this.limits.items} elements`);
    }
  }

  /** Asks before an integer of about that many bits is made. */
  allowBits(bits: number): void {
    if (bits > INTEGER_BITS) {
      throw new BudgetExceeded(`Integer exceeds ${INTEGER_BITS} bits`);
    }
  }

  /** Drains an iterable into an array, item by item, within the limits. */
  collect<T>(items: Iterable<T>): T[] {
    const collected: T[] = [];
    for (const item of items) {
      this.spend();
      this.allowItems(collected.length + 1);
      collected.push(item);
    }
    return collected;
  }
}

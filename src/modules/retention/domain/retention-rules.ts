import { RetentionRule } from './retention-rule.js';

/** The rules of all modules, in the order in which they were added. */
export class RetentionRules {
  private readonly rules: RetentionRule[] = [];
  private readonly listeners = new Set<() => void>();

  add(rule: RetentionRule): void {
    this.rules.push(rule);
  }

  get all(): readonly RetentionRule[] {
    return this.rules;
  }

  /** There is something to be taken away now. */
  wake(): void {
    for (const listener of this.listeners) listener();
  }

  onWake(listener: () => void): void {
    this.listeners.add(listener);
  }
}

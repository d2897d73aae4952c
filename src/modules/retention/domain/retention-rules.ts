import { RetentionRule } from './retention-rule.js';

type SweptListener = (kind: string, count: number) => Promise<void>;

/** The rules of all modules, in the order in which they were added. */
export class RetentionRules {
  private readonly rules: RetentionRule[] = [];
  private readonly sweptListeners: SweptListener[] = [];
  private readonly listeners = new Set<() => void>();

  add(rule: RetentionRule): void {
    this.rules.push(rule);
  }

  get all(): readonly RetentionRule[] {
    return this.rules;
  }

  /** Calls back after a sweep has taken away things of a kind. */
  onSwept(listener: SweptListener): void {
    this.sweptListeners.push(listener);
  }

  async swept(kind: string, count: number): Promise<void> {
    for (const listener of this.sweptListeners) await listener(kind, count);
  }

  /** There is something to be taken away now. */
  wake(): void {
    for (const listener of this.listeners) listener();
  }

  onWake(listener: () => void): void {
    this.listeners.add(listener);
  }
}

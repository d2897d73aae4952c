import { Clock } from './clock.js';

/**
 * Waiting for something to happen that several may tell of. What is told between `forget` and `come` is not missed:
 * forget, look, and wait only where nothing was found.
 */
export class News {
  private isNew = false;
  private waiting: () => void = () => undefined;
  private readonly sources: (() => void)[] = [];

  constructor(private readonly clock: Clock) {}

  /** Notes how to stop a source. */
  from(stop: () => void): void {
    this.sources.push(stop);
  }

  wake(): void {
    this.isNew = true;
    this.waiting();
  }

  forget(): void {
    this.isNew = false;
  }

  /** Resolves when woken, at once where that was since `forget`; at `latest` in any case. */
  come(latest: Date): Promise<void> {
    if (this.isNew) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.clock.schedule(latest, () => this.waiting());
      this.waiting = () => {
        cancel();
        this.waiting = () => undefined;
        resolve();
      };
    });
  }

  stop(): void {
    for (const stop of this.sources) stop();
    this.wake();
  }
}

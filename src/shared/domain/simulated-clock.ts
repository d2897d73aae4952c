import { CancelTimer, Clock } from './clock.js';

/** Stands still until it is told to go on; timers then fire in order of their time, each at its own instant. */
export class SimulatedClock extends Clock {
  private timers: { at: number; run: () => void }[] = [];

  constructor(private instant: Date = new Date('2026-01-01T00:00:00.000Z')) {
    super();
  }

  now(): Date {
    return new Date(this.instant);
  }

  schedule(at: Date, run: () => void): CancelTimer {
    const timer = { at: at.getTime(), run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** Timers that have not fired yet. */
  get pending(): number {
    return this.timers.length;
  }

  /** When the next timer fires, or undefined where none is set. */
  nextTimer(): Date | undefined {
    const first = this.due(Infinity);
    return first && new Date(first.at);
  }

  /** Whether a timer fires at the very instant: what is awaited before time goes on, where timers are set by work under way. */
  isSetFor(at: Date): boolean {
    return this.timers.some((timer) => timer.at === at.getTime());
  }

  advance(milliseconds: number): void {
    const end = this.instant.getTime() + milliseconds;
    for (let timer = this.due(end); timer; timer = this.due(end)) {
      this.timers = this.timers.filter((other) => other !== timer);
      this.instant = new Date(Math.max(timer.at, this.instant.getTime()));
      timer.run();
    }
    this.instant = new Date(end);
  }

  private due(end: number): { at: number; run: () => void } | undefined {
    return this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

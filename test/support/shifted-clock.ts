import { type CancelTimer, SystemClock } from '../../src/shared/domain/clock.js';

/** Goes as the system's does, but for the time it was put forward. */
export class ShiftedClock extends SystemClock {
  private shift = 0;

  /** Timers that are set already do not notice. */
  advance(milliseconds: number): void {
    this.shift += milliseconds;
  }

  override now(): Date {
    return new Date(Date.now() + this.shift);
  }

  override schedule(at: Date, run: () => void): CancelTimer {
    return super.schedule(new Date(at.getTime() - this.shift), run);
  }
}

import { type CancelTimer } from '../../src/shared/domain/clock.js';
import { SimulatedClock } from '../../src/shared/domain/simulated-clock.js';

/** A simulated clock that somebody sets: the time of day jumps, and timers under way go on by elapsed time, as a system's do. */
export class WallClock extends SimulatedClock {
  private offset = 0;

  /** Forward, or back where negative. */
  jump(milliseconds: number): void {
    this.offset += milliseconds;
  }

  override now(): Date {
    return new Date(super.now().getTime() + this.offset);
  }

  override schedule(at: Date, run: () => void): CancelTimer {
    return super.schedule(new Date(at.getTime() - this.offset), run);
  }

  override isSetFor(at: Date): boolean {
    return super.isSetFor(new Date(at.getTime() - this.offset));
  }
}

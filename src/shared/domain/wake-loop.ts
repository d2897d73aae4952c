import { CancelTimer, Clock } from './clock.js';

/**
 * Runs `work` whenever it is woken, one at a time, and at least every `sweepMs` to find what other processes or a crash
 * left. Waking it while it works makes it work once more. An error is reported and does not end the loop.
 */
export class WakeLoop {
  private running: Promise<void> | undefined;
  private again = false;
  private started = false;
  private cancelTimer: CancelTimer = () => {};
  private cancelAlarm: CancelTimer = () => {};

  constructor(
    private readonly clock: Clock,
    private readonly sweepMs: number,
    private readonly work: () => Promise<void>,
    private readonly report: (error: unknown) => void,
  ) {}

  start(): void {
    this.started = true;
    this.wake();
  }

  /** Resolves when the work at hand is done. */
  async stop(): Promise<void> {
    this.started = false;
    this.cancelTimer();
    this.cancelAlarm();
    await this.running;
  }

  wake(): void {
    if (!this.started) return;
    if (this.running) this.again = true;
    else this.running = this.round();
  }

  wakeAt(at: Date): void {
    this.clock.schedule(at, () => this.wake());
  }

  /** Wakes it then, in place of the alarm that was set before; undefined: no alarm. */
  setAlarm(at: Date | undefined): void {
    this.cancelAlarm();
    if (at && this.started) this.cancelAlarm = this.clock.schedule(at, () => this.wake());
  }

  private async round(): Promise<void> {
    this.cancelTimer();
    do {
      this.again = false;
      try {
        await this.work();
      } catch (error) {
        this.report(error);
      }
    } while (this.again && this.started);
    this.running = undefined;
    if (this.started)
      this.cancelTimer = this.clock.schedule(this.clock.after(this.sweepMs), () => this.wake());
  }
}

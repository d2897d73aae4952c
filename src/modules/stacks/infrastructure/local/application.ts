import { GroupIdentity } from '../../../../shared/process/process-group.js';
import { RunningProcess } from '../../../../shared/process/spawn-group.js';

/** A process group of a stack that was found ready to serve on its own port. */
export class Application {
  private ending: Promise<void> | undefined;
  private ended = false;

  constructor(
    readonly revision: number,
    /** On the loopback, changes with each start. */
    readonly port: number,
    readonly startedAt: Date,
    private readonly running: RunningProcess,
    private readonly cleanUp: () => Promise<void>,
  ) {
    void running.exit.then(() => {
      this.ended = true;
    });
  }

  get identity(): GroupIdentity {
    return this.running;
  }

  get hasEnded(): boolean {
    return this.ended;
  }

  /** How it ended, in words. */
  async exited(): Promise<string> {
    const { code, signal } = await this.running.exit;
    return signal === null ? `it ended with exit code ${code}` : `it was ended by ${signal}`;
  }

  /** Ends the whole group and gives back what it held; resolves when nothing of it lives. */
  async end(graceMs: number): Promise<void> {
    this.ending ??= this.endOnce(graceMs);
    return this.ending;
  }

  private async endOnce(graceMs: number): Promise<void> {
    await this.running.kill(graceMs);
    await this.cleanUp();
  }
}

import { CancelTimer } from '../../../../shared/domain/clock.js';
import { LocalStackRecord } from './local-stack.record.js';
import { needsSupervision } from './stack-leases.js';
import { RunnerContext, StackRunner } from './stack-runner.js';

/**
 * Sees to it that stacks become what they are wanted to be, in a process with the role `worker`. It claims each stack
 * that needs somebody (a lease, renewed while it lives, with a fence that keeps a loser from writing) and runs a
 * `StackRunner` for it. Of any number of supervisors on one database, one at a time runs a stack; all have to be on one
 * machine, since the applications and the artifacts are.
 *
 * An event of the same process is heeded at once; what other processes want, and what supervisors that died left
 * behind, is found by a sweep.
 */
export class StackSupervisor {
  private readonly runners = new Map<
    string,
    { readonly runner: StackRunner; readonly finished: Promise<void> }
  >();
  private readonly claiming = new Set<string>();
  private readonly timers = new Set<CancelTimer>();
  private unsubscribe: () => void = () => {};
  private stopped = false;

  constructor(private readonly context: RunnerContext) {}

  /** Resolves when all that is to run has been claimed, where it could be. */
  async start(): Promise<void> {
    const { options, events } = this.context;
    this.unsubscribe = events.onDesired((stackId) => void this.guarded(() => this.look(stackId)));
    this.repeat(Math.ceil(options.leaseMs / 3), () => this.renew());
    await this.guarded(() => this.sweep());
    this.repeat(options.sweepMs, () => this.sweep());
  }

  /** Ends everything that runs and gives the stacks back; the next start of a supervisor starts them again. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.unsubscribe();
    for (const cancel of this.timers) cancel();
    for (const { runner } of this.runners.values()) runner.stop();
    await Promise.all([...this.runners.values()].map(({ finished }) => finished));
  }

  private async sweep(): Promise<void> {
    for (const stack of await this.context.leases.survey()) await this.consider(stack);
  }

  private async look(stackId: string): Promise<void> {
    const stack = await this.context.leases.find(stackId);
    if (stack) await this.consider(stack);
  }

  private async consider(stack: LocalStackRecord): Promise<void> {
    const running = this.runners.get(stack.id);
    if (running) return running.runner.nudge(stack.revision);
    if (this.stopped || this.claiming.has(stack.id) || !needsSupervision(stack)) return;
    this.claiming.add(stack.id);
    try {
      await this.claim(stack);
    } finally {
      this.claiming.delete(stack.id);
    }
  }

  private async claim(stack: LocalStackRecord): Promise<void> {
    const { leases } = this.context;
    const lease = await leases.claim(stack);
    if (!lease) return;
    if (this.stopped) {
      await leases.release(lease);
      return;
    }
    const runner = new StackRunner(lease, this.context);
    const finished = this.guarded(() => runner.run()).finally(() => this.forget(stack.id));
    this.runners.set(stack.id, { runner, finished });
  }

  /** What was wanted while the runner finished, it did not see. */
  private forget(stackId: string): void {
    this.runners.delete(stackId);
    if (!this.stopped) void this.guarded(() => this.look(stackId));
  }

  /** A lease that is gone belongs to somebody who ends what runs here, or the stack was deleted. */
  private async renew(): Promise<void> {
    if (this.runners.size === 0) return;
    const before = [...this.runners];
    const held = await this.context.leases.renew();
    for (const [stackId, { runner }] of before) if (!held.has(stackId)) runner.stop();
  }

  private repeat(everyMs: number, job: () => Promise<void>): void {
    const { clock } = this.context;
    if (this.stopped) return;
    const cancel = clock.schedule(clock.after(everyMs), () => {
      this.timers.delete(cancel);
      void this.guarded(job).finally(() => this.repeat(everyMs, job));
    });
    this.timers.add(cancel);
  }

  /** The database may be away: the next round tries again. */
  private async guarded(job: () => Promise<void>): Promise<void> {
    try {
      await job();
    } catch (error) {
      this.context.log(`The supervision of the stacks was disturbed: ${(error as Error).message}`);
    }
  }
}

import { Inject, Injectable, Logger } from '@nestjs/common';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { CancelTimer, Clock } from '../../../shared/domain/clock.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { FreeSpace } from '../domain/free-space.js';
import { RetentionRule } from '../domain/retention-rule.js';
import { RetentionRules } from '../domain/retention-rules.js';
import { SweepLease } from '../domain/sweep-lease.js';
import { SweepMeter } from '../domain/sweep-meter.js';

const SWEEP_MS = 15 * 60_000;
/** A service that starts has better to do first. */
const FIRST_AFTER_MS = 60_000;
const LONGEST_PAUSE_MS = 1000;

/**
 * Takes away what is older than it is kept, by the rules of the modules: in small steps, and after each it rests for as long as the
 * step took, so that requests come in between. Whatever ends it, the next sweep goes on.
 */
@Injectable()
export class SweepExpired {
  private readonly logger = new Logger('Retention');
  private readonly loop: WakeLoop;
  private stopped = false;
  private cancelStart: CancelTimer = () => undefined;

  constructor(
    private readonly rules: RetentionRules,
    private readonly lease: SweepLease,
    private readonly space: FreeSpace,
    private readonly meter: SweepMeter,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.execute(),
      (error) => this.logger.error(error),
    );
    rules.onWake(() => this.loop.wake());
  }

  /** Only where files are: a process without a worker has none. */
  start(): void {
    if (!this.config.roles.includes('worker')) return;
    this.cancelStart = this.clock.schedule(this.clock.after(FIRST_AFTER_MS), () => this.loop.start());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancelStart();
    await this.loop.stop();
  }

  async execute(): Promise<void> {
    for (const rule of this.rules.all.filter(({ isLocal }) => isLocal))
      await this.apply(rule, async () => true);
    if (!(await this.lease.take())) return;
    try {
      for (const rule of this.rules.all.filter(({ isLocal }) => !isLocal))
        if (!(await this.apply(rule, () => this.lease.keep()))) return;
      await this.giveBackSpace();
    } finally {
      await this.lease.giveBack();
    }
  }

  /** False where it is to stop. An error of one rule is no reason to leave the others. */
  private async apply(rule: RetentionRule, mayGoOn: () => Promise<boolean>): Promise<boolean> {
    let swept = 0;
    try {
      let began = performance.now();
      for await (const count of rule.sweep()) {
        swept += count;
        this.meter.count(rule.kind, count);
        await rest(performance.now() - began);
        if (this.stopped || !(await mayGoOn())) return false;
        began = performance.now();
      }
    } catch (error) {
      this.meter.fail(rule.kind);
      this.logger.error(error);
    } finally {
      if (swept > 0) await this.report(rule.kind, swept);
    }
    return !this.stopped;
  }

  private async report(kind: string, count: number): Promise<void> {
    this.logger.log({ message: 'Retention took away what was due', kind, count });
    await this.rules.swept(kind, count);
  }

  private async giveBackSpace(): Promise<void> {
    for (let more = true; more && !this.stopped;) {
      const began = performance.now();
      more = await this.space.giveBack();
      await rest(performance.now() - began);
      if (!(await this.lease.keep())) return;
    }
  }
}

function rest(worked: number): Promise<void> {
  return wait(Math.min(worked, LONGEST_PAUSE_MS));
}

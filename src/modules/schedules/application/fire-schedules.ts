import { Inject, Injectable, Logger } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { Idempotency } from '../../../shared/domain/idempotency.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { AuditTrail } from '../../audit/index.js';
import { FirePipeline } from '../../pipelines/index.js';
import { CronExpression } from '../domain/cron-expression.js';
import type { Schedule } from '../domain/schedule.js';
import { Schedules } from '../domain/schedules.js';

/** Finds what other processes made or left, and clocks that were set while the alarm ran. */
const SWEEP_MS = 20_000;
/** So many share a transaction: long enough to be cheap, short enough to let others write in between. */
const BATCH = 50;
const MINUTE_MS = 60_000;

/**
 * Starts the runs of schedules that are due. Taking the due time and making the run is one transaction, so each time is
 * run once, whichever process comes first and wherever it dies. One alarm stands for the next time of all schedules.
 *
 * Of the times that went by while the service was away the last one is caught up with, unless it is too long ago.
 */
@Injectable()
export class FireSchedules {
  private readonly logger = new Logger(FireSchedules.name);
  private readonly loop: WakeLoop;

  constructor(
    private readonly schedules: Schedules,
    private readonly firePipeline: FirePipeline,
    private readonly idempotency: Idempotency,
    private readonly trail: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.fireDue(),
      (error) => this.logger.error(error),
    );
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** A schedule was made or changed here. */
  wake(): void {
    this.loop.wake();
  }

  private async fireDue(): Promise<void> {
    const now = this.clock.now();
    let last: Schedule | undefined;
    for (;;) {
      const batch = await this.schedules.due(now, last, BATCH);
      if (batch.length === 0) break;
      last = batch[(await this.fireTogether(batch, now)) - 1];
    }
    this.loop.setAlarm(await this.schedules.nextDue(now));
  }

  /**
   * Answers how many of them are seen to. Where another process is at the same ones, the rest is better read again. What goes
   * wrong with one is not to keep the others from their time: it is tried again at the next sweep.
   */
  private async fireTogether(batch: readonly Schedule[], now: Date): Promise<number> {
    try {
      return await this.unitOfWork.run(async () => {
        for (const [index, schedule] of batch.entries())
          if (!(await this.fire(schedule, now))) return index + 1;
        return batch.length;
      });
    } catch (error) {
      this.logger.warn(`${batch.length} schedules are run one by one: ${String(error)}`);
      for (const schedule of batch) await this.fireAlone(schedule, now);
      return batch.length;
    }
  }

  private async fireAlone(schedule: Schedule, now: Date): Promise<void> {
    try {
      await this.unitOfWork.run(() => this.fire(schedule, now));
    } catch (error) {
      this.logger.error(`The schedule ${schedule.id} could not be run: ${String(error)}`);
    }
  }

  /** False where another process, or a change of the schedule, came first. */
  private async fire(schedule: Schedule, now: Date): Promise<boolean> {
    const { id, cron, timeZone, lastDueAt, createdAt } = schedule;
    const expression = CronExpression.parse(cron, timeZone);
    const due = expression.latest(now);
    const next = expression.next(now) ?? null;
    // The rules of a time zone change with the runtime: what was due by the old ones need not be by the new ones.
    if (!due || due <= (lastDueAt ?? createdAt)) {
      return this.schedules.claim(schedule, next, schedule);
    }
    const pipeline = this.isTooLate(due, now)
      ? undefined
      : await this.firePipeline.ready(schedule.pipelineId);
    const identity = this.idempotency.identify('schedule', `${id} ${due.toISOString()}`, { id, due });
    const last = { lastDueAt: due, lastExecutionId: pipeline ? identity.id : null };
    if (!(await this.schedules.claim(schedule, next, last))) return false;
    if (!pipeline) return true;
    const trigger = { kind: 'schedule', actor: schedule.userId, ref: schedule.ref, commit: null } as const;
    await this.firePipeline.execute(pipeline, trigger, identity, schedule.inputs);
    await this.trail.note({
      actor: 'schedule',
      projectId: schedule.projectId,
      userId: schedule.userId,
      delegated: true,
      operation: 'schedule.fire',
      resourceType: 'executions',
      resourceId: identity.id,
      detail: `schedule ${id}`,
    });
    return true;
  }

  private isTooLate(due: Date, now: Date): boolean {
    return now.getTime() - due.getTime() > this.config.schedules.catchUpMinutes * MINUTE_MS;
  }
}

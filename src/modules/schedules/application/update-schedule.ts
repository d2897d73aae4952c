import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { RefuseUndeclaredInputs } from '../../pipelines/index.js';
import { CronExpression } from '../domain/cron-expression.js';
import type { Schedule, ScheduleFields } from '../domain/schedule.js';
import { Schedules } from '../domain/schedules.js';
import { FireSchedules } from './fire-schedules.js';
import { PipelineSchedules } from './pipeline-schedules.js';

@Injectable()
export class UpdateSchedule {
  constructor(
    private readonly pipelineSchedules: PipelineSchedules,
    private readonly refuseUndeclared: RefuseUndeclaredInputs,
    private readonly schedules: Schedules,
    private readonly fireSchedules: FireSchedules,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Fields that are not given stay as they are. A time that it was due at before is not run again. */
  async execute(
    principal: Principal,
    pipelineId: string,
    id: string,
    changes: Partial<ScheduleFields>,
    check: (present: Schedule) => void,
  ): Promise<Schedule> {
    const pipeline = await this.pipelineSchedules.pipeline(principal, pipelineId);
    const present = await this.pipelineSchedules.one(principal, pipelineId, id);
    check(present);
    if (changes.inputs) await this.refuseUndeclared.execute(principal, pipeline, changes.inputs);
    const fields = { ...changes, ...this.timing({ ...present, ...changes }), version: present.version + 1 };
    return this.unitOfWork.run(async () => {
      if (!(await this.schedules.change(id, present.version, fields))) throw changedMeanwhile();
      this.unitOfWork.afterCommit(() => this.fireSchedules.wake());
      return (await this.schedules.get(id)) ?? { ...present, ...fields };
    });
  }

  private timing(wanted: Schedule): Pick<Schedule, 'nextRunAt' | 'updatedAt'> {
    const now = this.clock.now();
    const expression = CronExpression.parse(wanted.cron, wanted.timeZone);
    expression.refuseNever(now);
    const from = wanted.lastDueAt && wanted.lastDueAt > now ? wanted.lastDueAt : now;
    return { nextRunAt: wanted.enabled ? (expression.next(from) ?? null) : null, updatedAt: now };
  }
}

function changedMeanwhile(): DomainError {
  return new DomainError('conflict', 'schedule.changed', 'The schedule was changed just now: read it again.');
}

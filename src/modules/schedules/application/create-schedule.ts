import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { refuseOtherRequest, type RequestIdentity } from '../../../shared/domain/idempotency.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { RefuseUndeclaredInputs } from '../../pipelines/index.js';
import { CronExpression } from '../domain/cron-expression.js';
import type { Schedule, ScheduleFields } from '../domain/schedule.js';
import { Schedules } from '../domain/schedules.js';
import { FireSchedules } from './fire-schedules.js';
import { PipelineSchedules } from './pipeline-schedules.js';

const MOST_OF_A_PIPELINE = 100;

@Injectable()
export class CreateSchedule {
  constructor(
    private readonly pipelineSchedules: PipelineSchedules,
    private readonly refuseUndeclared: RefuseUndeclaredInputs,
    private readonly schedules: Schedules,
    private readonly fireSchedules: FireSchedules,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws `invalid` for a wrong expression, zone or input, `conflict` (`schedule.too_many`) where the pipeline has enough. */
  async execute(
    principal: Principal,
    pipelineId: string,
    fields: ScheduleFields,
    identity: RequestIdentity,
  ): Promise<Schedule> {
    const expression = CronExpression.parse(fields.cron, fields.timeZone);
    expression.refuseNever(this.clock.now());
    const pipeline = await this.pipelineSchedules.pipeline(principal, pipelineId);
    await this.refuseUndeclared.execute(principal, pipeline, fields.inputs);
    const now = this.clock.now();
    const schedule: Schedule = {
      ...fields,
      id: identity.id,
      projectId: pipeline.projectId,
      pipelineId,
      userId: principal.userId,
      nextRunAt: fields.enabled ? (expression.next(now) ?? null) : null,
      lastDueAt: null,
      lastExecutionId: null,
      requestDigest: identity.digest,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    return this.insert(schedule, identity);
  }

  private async insert(schedule: Schedule, identity: RequestIdentity): Promise<Schedule> {
    return this.unitOfWork.run(async () => {
      const known = await this.schedules.get(identity.id);
      if (known) {
        refuseOtherRequest(identity, known.requestDigest);
        return known;
      }
      if ((await this.schedules.countOf(schedule.pipelineId)) >= MOST_OF_A_PIPELINE) throw tooMany();
      if (!(await this.schedules.insert(schedule))) throw inProgress();
      this.unitOfWork.afterCommit(() => this.fireSchedules.wake());
      return schedule;
    });
  }
}

function tooMany(): DomainError {
  return new DomainError(
    'conflict',
    'schedule.too_many',
    `The pipeline has ${MOST_OF_A_PIPELINE} schedules: delete one first.`,
  );
}

function inProgress(): DomainError {
  return new DomainError(
    'conflict',
    'schedule.in_progress',
    'The same request is being worked on: ask again in a moment.',
  );
}

import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import type { Principal } from '../../keystone-auth/index.js';
import { FindPipeline, type Pipeline } from '../../pipelines/index.js';
import type { Schedule } from '../domain/schedule.js';
import { Schedules } from '../domain/schedules.js';

/** Finds schedules for a caller, who reaches them through their pipeline. */
@Injectable()
export class PipelineSchedules {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly schedules: Schedules,
  ) {}

  /** Throws `not_found` (`pipeline.not_found`, `schedule.not_found`) for what is not there or out of the caller's reach. */
  async one(principal: Principal, pipelineId: string, id: string): Promise<Schedule> {
    await this.findPipeline.execute(principal, pipelineId);
    const schedule = await this.schedules.find(pipelineId, id);
    if (schedule) return schedule;
    throw new DomainError('not_found', 'schedule.not_found', `There is no schedule ${id} of this pipeline.`);
  }

  /** As `FindPipeline`, and `conflict` (`pipeline.deleting`) for one that nothing starts any more. */
  async pipeline(principal: Principal, pipelineId: string): Promise<Pipeline> {
    const pipeline = await this.findPipeline.execute(principal, pipelineId);
    if (pipeline.status === 'ready') return pipeline;
    throw new DomainError(
      'conflict',
      'pipeline.deleting',
      'The pipeline is being deleted: nothing starts it any more.',
    );
  }
}

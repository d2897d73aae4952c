import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { AccessLog, type Principal } from '../../keystone-auth/index.js';
import { Pipeline } from '../domain/pipeline.js';
import { Pipelines } from '../domain/pipelines.js';

@Injectable()
export class FindPipeline {
  constructor(
    private readonly pipelines: Pipelines,
    private readonly log: AccessLog,
  ) {}

  /** Throws `not_found` (`pipeline.not_found`) for what is not there or out of the caller's reach. */
  async execute(principal: Principal, id: string): Promise<Pipeline> {
    const pipeline = await this.pipelines.find(principal.reach, id);
    if (!pipeline)
      throw new DomainError('not_found', 'pipeline.not_found', `There is no pipeline ${id} here.`);
    this.log.note(principal, 'pipeline', pipeline);
    return pipeline;
  }

  /** The id of a pipeline's plan, for the service's own work; undefined where there is no such pipeline (any more). */
  async planOf(id: string): Promise<string | undefined> {
    return (await this.pipelines.get(id))?.planId;
  }
}

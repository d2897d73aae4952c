import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Pipeline } from '../domain/pipeline.js';
import { Pipelines } from '../domain/pipelines.js';

@Injectable()
export class FindPipeline {
  constructor(private readonly pipelines: Pipelines) {}

  /** Throws `not_found` (`pipeline.not_found`) for what is not there or not this project's. */
  async execute(projectId: string, id: string): Promise<Pipeline> {
    const pipeline = await this.pipelines.find(projectId, id);
    if (!pipeline)
      throw new DomainError('not_found', 'pipeline.not_found', `There is no pipeline ${id} here.`);
    return pipeline;
  }
}

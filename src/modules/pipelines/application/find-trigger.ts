import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Pipeline } from '../domain/pipeline.js';
import { PipelineTrigger } from '../domain/pipeline-trigger.js';
import { PipelineTriggers } from '../domain/pipeline-triggers.js';
import { Pipelines } from '../domain/pipelines.js';

export interface FoundTrigger {
  readonly trigger: PipelineTrigger;
  readonly pipeline: Pipeline;
}

@Injectable()
export class FindTrigger {
  constructor(
    private readonly triggers: PipelineTriggers,
    private readonly pipelines: Pipelines,
  ) {}

  /** For whoever posts to it. Throws `not_found` (`trigger.not_found`) for a trigger of no complete pipeline. */
  async execute(id: string): Promise<FoundTrigger> {
    const [pipeline, trigger] = await Promise.all([this.pipelines.findByTrigger(id), this.triggers.get(id)]);
    if (pipeline?.status === 'ready' && trigger) return { trigger, pipeline };
    throw new DomainError('not_found', 'trigger.not_found', 'There is no such trigger.');
  }
}

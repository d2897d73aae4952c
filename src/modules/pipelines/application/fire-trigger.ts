import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { newId } from '../../../shared/domain/ids.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { Execution } from '../../executions/index.js';
import { SourceRevision } from '../domain/offered-inputs.js';
import { Pipeline } from '../domain/pipeline.js';
import { Pipelines } from '../domain/pipelines.js';
import { FindPipelinePlan } from './find-pipeline-plan.js';
import { StartRun } from './start-run.js';

export interface FiredRun {
  readonly execution: Execution;
  readonly pipeline: Pipeline;
}

/** A webhook starts a run on behalf of the pipeline's owner. No remote call is made on this path. */
@Injectable()
export class FireTrigger {
  constructor(
    private readonly pipelines: Pipelines,
    private readonly findPlan: FindPipelinePlan,
    private readonly startRun: StartRun,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Throws `not_found` (`trigger.not_found`) for a trigger of no complete pipeline. */
  async find(triggerId: string): Promise<Pipeline> {
    const pipeline = await this.pipelines.findByTrigger(triggerId);
    if (pipeline?.status === 'ready') return pipeline;
    throw new DomainError('not_found', 'trigger.not_found', 'There is no such trigger.');
  }

  async execute(triggerId: string, { ref, commit }: SourceRevision): Promise<FiredRun> {
    return this.unitOfWork.run(async () => {
      const pipeline = await this.find(triggerId);
      const plan = await this.findPlan.execute(pipeline.projectId, pipeline.planId);
      const trigger = { kind: 'webhook', actor: pipeline.userId, ref, commit } as const;
      const execution = await this.startRun.execute(pipeline, plan, trigger, { id: newId(), digest: null });
      return { execution, pipeline };
    });
  }
}

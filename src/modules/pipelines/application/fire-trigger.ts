import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { Execution } from '../../executions/index.js';
import { SourceRevision } from '../domain/offered-inputs.js';
import { Pipeline } from '../domain/pipeline.js';
import { FindPipelinePlan } from './find-pipeline-plan.js';
import { StartRun } from './start-run.js';

/** What a webhook asks for. */
export interface FiredRun {
  readonly executionId: string;
  readonly deliveryId: string;
  /** User id: the pipeline's owner, or who had the delivery judged again. */
  readonly actor: string;
  readonly revision: SourceRevision;
}

/** A webhook starts a run on behalf of the pipeline's owner, in the caller's unit of work. No remote call is made. */
@Injectable()
export class FireTrigger {
  constructor(
    private readonly findPlan: FindPipelinePlan,
    private readonly startRun: StartRun,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Throws `conflict` (`pipeline.deleting`) where nothing starts the pipeline any more. */
  async execute(
    pipeline: Pipeline,
    { executionId, deliveryId, actor, revision }: FiredRun,
  ): Promise<Execution> {
    return this.unitOfWork.run(async () => {
      const plan = await this.findPlan.execute(pipeline.projectId, pipeline.planId);
      const { ref, commit } = revision;
      const trigger = { kind: 'webhook', actor, ref, commit, deliveryId } as const;
      return this.startRun.execute(pipeline, plan, trigger, { id: executionId, digest: null });
    });
  }
}

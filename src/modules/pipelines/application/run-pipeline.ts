import { Injectable } from '@nestjs/common';
import { RequestIdentity } from '../../../shared/domain/idempotency.js';
import type { JsonObject } from '../../../shared/domain/json.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { Execution } from '../../executions/index.js';
import type { Principal } from '../../keystone-auth/index.js';
import { SourceRevision } from '../domain/offered-inputs.js';
import { pipelineDeleting } from '../domain/pipeline-deleting.js';
import { FindPipeline } from './find-pipeline.js';
import { FindPipelinePlan } from './find-pipeline-plan.js';
import { RefuseUndeclaredInputs } from './refuse-undeclared-inputs.js';
import { StartRun } from './start-run.js';

@Injectable()
export class RunPipeline {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly findPlan: FindPipelinePlan,
    private readonly refuseUndeclared: RefuseUndeclaredInputs,
    private readonly startRun: StartRun,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** `inputs` override what the pipeline offers; one that the workflow does not declare is `invalid`, named. */
  async execute(
    principal: Principal,
    id: string,
    revision: SourceRevision,
    inputs: JsonObject,
    identity: RequestIdentity,
  ): Promise<Execution> {
    const pipeline = await this.findPipeline.execute(principal, id);
    if (pipeline.status !== 'ready') throw pipelineDeleting();
    await this.refuseUndeclared.execute(principal, pipeline, inputs);
    return this.unitOfWork.run(async () => {
      const plan = await this.findPlan.execute(pipeline.projectId, pipeline.planId);
      return this.startRun.execute(
        pipeline,
        plan,
        { kind: 'manual', actor: principal.userId, ...revision },
        identity,
        inputs,
      );
    });
  }
}

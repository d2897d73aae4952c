import { Injectable } from '@nestjs/common';
import { RequestIdentity } from '../../../shared/domain/idempotency.js';
import type { JsonObject } from '../../../shared/domain/json.js';
import { Execution, type ExecutionTrigger } from '../../executions/index.js';
import { Pipeline } from '../domain/pipeline.js';
import { Pipelines } from '../domain/pipelines.js';
import { FindPipelinePlan } from './find-pipeline-plan.js';
import { StartRun } from './start-run.js';

/** Starts a run on the pipeline's delegation, where nobody asks for it by a request. No remote call is made. */
@Injectable()
export class FirePipeline {
  constructor(
    private readonly pipelines: Pipelines,
    private readonly findPlan: FindPipelinePlan,
    private readonly startRun: StartRun,
  ) {}

  /** Undefined where there is none that is complete: it is being made, or deleted. */
  async ready(pipelineId: string): Promise<Pipeline | undefined> {
    const pipeline = await this.pipelines.get(pipelineId);
    return pipeline?.status === 'ready' ? pipeline : undefined;
  }

  /** Joins the caller's unit of work. The same identity starts one run, however often it is given. */
  async execute(
    pipeline: Pipeline,
    trigger: ExecutionTrigger,
    identity: RequestIdentity,
    inputs: JsonObject = {},
  ): Promise<Execution> {
    const plan = await this.findPlan.execute(pipeline.projectId, pipeline.planId);
    return this.startRun.execute(pipeline, plan, trigger, identity, inputs);
  }
}

import { Injectable } from '@nestjs/common';
import type { JsonObject } from '../../../shared/domain/json.js';
import type { ExecutionTrigger } from '../../executions/index.js';
import { Pipeline } from '../domain/pipeline.js';
import { prepareRun } from '../domain/prepare-run.js';
import { FindPipelinePlan } from './find-pipeline-plan.js';

/** A run as the engine and the other runs would meet it; without what only the stations get. */
export type ForeseenRun = Omit<ReturnType<typeof prepareRun>, 'repoToken'>;

@Injectable()
export class ForeseeRun {
  constructor(private readonly findPlan: FindPipelinePlan) {}

  /** What a run would be that is started now. Nothing is written, and nobody else is asked. */
  async execute(
    pipeline: Pipeline,
    trigger: ExecutionTrigger,
    givenInputs: JsonObject,
  ): Promise<ForeseenRun> {
    const plan = await this.findPlan.execute(pipeline.projectId, pipeline.planId);
    const { repoToken: _unseen, ...run } = prepareRun(pipeline, plan, trigger, givenInputs);
    return run;
  }
}

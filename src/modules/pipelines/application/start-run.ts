import { Injectable } from '@nestjs/common';
import { RequestIdentity } from '../../../shared/domain/idempotency.js';
import type { JsonObject } from '../../../shared/domain/json.js';
import { Execution, ExecutionTrigger, StartExecution } from '../../executions/index.js';
import type { Plan } from '../../plans/index.js';
import { Pipeline } from '../domain/pipeline.js';
import { pipelineDeleting } from '../domain/pipeline-deleting.js';
import { Pipelines } from '../domain/pipelines.js';
import { prepareRun } from '../domain/prepare-run.js';

/** Starts an execution of a complete pipeline and notes it as the last one, in the caller's unit of work. */
@Injectable()
export class StartRun {
  constructor(
    private readonly startExecution: StartExecution,
    private readonly pipelines: Pipelines,
  ) {}

  async execute(
    pipeline: Pipeline,
    plan: Plan,
    trigger: ExecutionTrigger,
    identity: RequestIdentity,
    inputs: JsonObject = {},
  ): Promise<Execution> {
    const run = prepareRun(pipeline, plan, trigger, inputs);
    const { execution, started } = await this.startExecution.execute({ ...run, identity });
    if (started) await this.note(pipeline.id, execution.id);
    return execution;
  }

  /** Whoever deletes the pipeline comes before, and then nothing starts it, or after, and then sees the execution. */
  private async note(id: string, lastExecutionId: string): Promise<void> {
    if (!(await this.pipelines.change(id, { status: ['ready'] }, { lastExecutionId })))
      throw pipelineDeleting();
  }
}

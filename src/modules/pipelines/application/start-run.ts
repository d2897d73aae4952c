import { Injectable } from '@nestjs/common';
import { RequestIdentity } from '../../../shared/domain/idempotency.js';
import type { JsonObject } from '../../../shared/domain/json.js';
import { Execution, ExecutionTrigger, StartExecution } from '../../executions/index.js';
import type { Plan } from '../../plans/index.js';
import { runConcurrency } from '../domain/concurrency.js';
import { offeredInputs } from '../domain/offered-inputs.js';
import { Pipeline } from '../domain/pipeline.js';
import { pipelineDeleting } from '../domain/pipeline-deleting.js';
import { Pipelines } from '../domain/pipelines.js';

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
    const artifact = plan.document.artifacts[0];
    const { execution, started } = await this.startExecution.execute({
      identity,
      projectId: pipeline.projectId,
      pipelineId: pipeline.id,
      delegationId: pipeline.delegationId,
      workbookName: pipeline.workbookName,
      runTimeout: pipeline.runTimeout,
      taskTimeout: pipeline.taskTimeout,
      concurrency: runConcurrency(pipeline),
      trigger,
      offeredInputs: offeredInputs(pipeline, plan, trigger),
      givenInputs: inputs,
      repoToken: (artifact && plan.repoTokens[artifact.name]) ?? null,
    });
    if (started) await this.note(pipeline.id, execution.id);
    return execution;
  }

  /** Whoever deletes the pipeline comes before, and then nothing starts it, or after, and then sees the execution. */
  private async note(id: string, lastExecutionId: string): Promise<void> {
    if (!(await this.pipelines.change(id, { status: ['ready'] }, { lastExecutionId })))
      throw pipelineDeleting();
  }
}

import type { JsonObject } from '../../../shared/domain/json.js';
import type { ExecutionTrigger, StartRequest } from '../../executions/index.js';
import type { Plan } from '../../plans/index.js';
import { runConcurrency } from './concurrency.js';
import { offeredInputs } from './offered-inputs.js';
import { Pipeline } from './pipeline.js';

/** A run as it is asked for, whoever does and under whichever id. */
export type PreparedRun = Omit<StartRequest, 'identity' | 'rerun'>;

/** What a run of the pipeline is: of the pipeline and its plan as they are, and nothing else. */
export function prepareRun(
  pipeline: Pipeline,
  plan: Plan,
  trigger: ExecutionTrigger,
  givenInputs: JsonObject,
): PreparedRun & Required<Pick<PreparedRun, 'concurrency'>> {
  const artifact = plan.document.artifacts[0];
  return {
    projectId: pipeline.projectId,
    pipelineId: pipeline.id,
    delegationId: pipeline.delegationId,
    workbookName: pipeline.workbookName,
    runTimeout: pipeline.runTimeout,
    taskTimeout: pipeline.taskTimeout,
    concurrency: runConcurrency(pipeline),
    trigger,
    offeredInputs: offeredInputs(pipeline, plan, trigger),
    givenInputs,
    repoToken: (artifact && plan.repoTokens[artifact.name]) ?? null,
  };
}

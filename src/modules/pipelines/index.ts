export { FindPipeline } from './application/find-pipeline.js';
export { FindPipelineSource, type PipelineSource } from './application/find-pipeline-source.js';
export { FirePipeline } from './application/fire-pipeline.js';
export { FireTrigger } from './application/fire-trigger.js';
export { type FoundTrigger, FindTrigger } from './application/find-trigger.js';
export { type ForeseenRun, ForeseeRun } from './application/foresee-run.js';
export { pipelineDeleting } from './domain/pipeline-deleting.js';
export type { SourceRevision } from './domain/offered-inputs.js';
export type { Pipeline } from './domain/pipeline.js';
export { type PipelineTrigger, secretsAt } from './domain/pipeline-trigger.js';
export {
  DEFAULT_TRIGGER_FILTERS,
  TRIGGER_EVENTS,
  type TriggerEvent,
  type TriggerFilters,
} from './domain/trigger-filters.js';
export { PipelineRemains } from './application/pipeline-remains.js';
export { RefuseUndeclaredInputs } from './application/refuse-undeclared-inputs.js';
export { RunPipelineRequest } from './http/run-pipeline.dto.js';
export { PipelinesModule } from './pipelines.module.js';

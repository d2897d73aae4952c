export { FireTrigger } from './application/fire-trigger.js';
export type { SourceRevision } from './domain/offered-inputs.js';
export {
  DEFAULT_TRIGGER_FILTERS,
  TRIGGER_EVENTS,
  type TriggerEvent,
  type TriggerFilters,
} from './domain/trigger-filters.js';
export { PipelinesModule } from './pipelines.module.js';

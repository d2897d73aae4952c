export { FireTrigger } from './application/fire-trigger.js';
export type { SourceRevision } from './domain/offered-inputs.js';
export { PipelinesModule } from './pipelines.module.js';

export { type FoundFormat, type FoundRunner, ListRunners } from './application/list-runners.js';
export { ReadTaskLog, type TaskLog } from './application/read-task-log.js';
export { StationJobs, type StationJob } from './application/station-jobs.js';
export type { Job, JobState, StationResult, Verdict } from './domain/job.js';
export { StationRegistry, type StationDescription } from './domain/station-registry.js';
export { JobRecord } from './infrastructure/job.record.js';
export { StationsModule } from './stations.module.js';

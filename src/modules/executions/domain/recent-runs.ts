import type { Execution, ExecutionState } from './execution.js';

/** As much of an execution as a trend needs. */
export interface RecentRun {
  readonly id: string;
  readonly pipelineId: string;
  readonly state: ExecutionState;
  readonly createdAt: Date;
  readonly startedAt: Execution['startedAt'];
  readonly endedAt: Execution['endedAt'];
}

/** The port to the last runs of many pipelines at once: what it costs grows with the pipelines asked for, not with their runs. */
export abstract class RecentRuns {
  /** By pipeline, newest first, `count` of each at most; pipelines that never ran are left out. */
  abstract of(
    pipelineIds: readonly string[],
    count: number,
  ): Promise<ReadonlyMap<string, readonly RecentRun[]>>;
}

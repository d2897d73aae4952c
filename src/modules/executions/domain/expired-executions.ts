/** Which of a pipeline's ended executions are due. */
export interface Expiry {
  /** Those that ended before. */
  readonly endedBefore: Date;
  /** So many of the pipeline's newest are kept, and its newest one that succeeded. */
  readonly keepRuns: number;
  /** Kept in any case. */
  readonly held: readonly string[];
}

/**
 * Executions whose time is over. One goes with its row, its actions and its noted tasks in one transaction, which also writes
 * down that it is gone: what others keep of it is taken away after that, and then the note. Writes join the unit of work.
 */
export abstract class ExpiredExecutions {
  /** In order of their ids, pipelines that have executions, whether they are there still or not. */
  abstract nextPipeline(afterId: string): Promise<string | undefined>;

  /**
   * Takes away at most `limit` executions, the oldest first; answers how many. None that is not final, is asked to run again,
   * or has something of its own in the engine.
   */
  abstract expire(pipelineId: string, expiry: Expiry, limit: number, now: Date): Promise<number>;

  /** Takes away at most `limit` of a pipeline that is gone; answers how many. */
  abstract expireAll(pipelineId: string, limit: number, now: Date): Promise<number>;

  /** Whether any of these is there and has not ended, has ended since, or is one of the `newest` of its pipeline that succeeded. */
  abstract anyStands(ids: readonly string[], endedSince: Date, newest: number): Promise<boolean>;

  /** Gone executions that something may be left of. */
  abstract leaving(limit: number): Promise<string[]>;

  /** Nothing is left of them. */
  abstract cleared(ids: readonly string[]): Promise<void>;
}

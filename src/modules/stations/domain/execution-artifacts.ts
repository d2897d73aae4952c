/** Which executions built or deployed which artifacts. Writes join the unit of work. */
export abstract class ExecutionArtifacts {
  /** Noting it again does nothing. */
  abstract note(executionId: string, artifactId: string): Promise<void>;

  /** At most `limit` executions of an artifact with ids before `before`, in falling order of them: most of the newest come first. */
  abstract executionsOf(artifactId: string, before: string | undefined, limit: number): Promise<string[]>;

  /** Removes at most `limit` of these executions; answers how many. */
  abstract deleteOf(executionIds: readonly string[], limit: number): Promise<number>;
}

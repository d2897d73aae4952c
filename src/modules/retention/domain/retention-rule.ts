/** What becomes of one kind of thing in time. The module that owns the things declares it. */
export interface RetentionRule {
  /** Stable, for metrics and the log, e.g. "executions". */
  readonly kind: string;
  /** Works on the files of this machine: each process does it for itself. Absent: one process at a time, for all. */
  readonly isLocal?: boolean;

  /**
   * Takes away what is due, one small transaction a step, and yields how many things each step took away. It may be left
   * after any step: the next one that begins finds what is left.
   */
  sweep(): AsyncIterable<number>;
}

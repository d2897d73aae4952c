/** How the local provider behaves. Times in milliseconds. */
export interface LocalStackOptions {
  /** After this silence a supervisor's stacks may be claimed by another. */
  readonly leaseMs: number;
  /** How often a supervisor looks for what others want or left behind. */
  readonly sweepMs: number;
  /** How often `settled` and `delete` look for what a supervisor in another process did. */
  readonly rereadMs: number;
  /** How long a new application may take until it answers. */
  readonly startDeadlineMs: number;
  /** How often it is asked. */
  readonly probeMs: number;
  /** How long requests under way may take after a switch, until the old application gets SIGTERM. */
  readonly drainMs: number;
  /** From SIGTERM to SIGKILL. */
  readonly graceMs: number;
  /** Pause before the first restart of an application that ended; doubles with each, up to `longestPauseMs`. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** An application that ran this long begins with the first pause again. */
  readonly stableMs: number;
  /** How long `delete` waits for the supervisor. */
  readonly deletionDeadlineMs: number;
  /** How long a stack's port may be held by somebody else before the stack moves to another. */
  readonly portPatienceMs: number;
  /** Bytes of one log file; there are at most two. */
  readonly logBytes: number;
}

export const DEFAULT_OPTIONS: LocalStackOptions = {
  leaseMs: 30_000,
  sweepMs: 2_000,
  rereadMs: 500,
  startDeadlineMs: 60_000,
  probeMs: 100,
  drainMs: 10_000,
  graceMs: 10_000,
  firstPauseMs: 1_000,
  longestPauseMs: 60_000,
  stableMs: 60_000,
  deletionDeadlineMs: 60_000,
  portPatienceMs: 5_000,
  logBytes: 4 * 1024 ** 2,
};

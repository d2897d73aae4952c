export interface HeatStackOptions {
  /** How soon a stack in progress is looked at again; later looks come more slowly … */
  readonly firstPauseMs: number;
  /** … down to this pace. */
  readonly longestPauseMs: number;
  /** How long the creation of an empty stack is waited for. */
  readonly creationDeadlineMs: number;
  /** How long a stack is looked for that Heat may be making although it failed to say so. */
  readonly lateCreationMs: number;
  /** How long a check is waited for before it is told to be in progress. */
  readonly checkDeadlineMs: number;
  /** How long a deletion is waited for before the caller is told to come again. */
  readonly deletionDeadlineMs: number;
  /** How long after a failed update Heat may take to begin its rollback. */
  readonly rollbackGraceMs: number;
}

export const DEFAULT_OPTIONS: HeatStackOptions = {
  firstPauseMs: 250,
  longestPauseMs: 5_000,
  creationDeadlineMs: 60_000,
  lateCreationMs: 10_000,
  checkDeadlineMs: 60_000,
  deletionDeadlineMs: 60_000,
  rollbackGraceMs: 15_000,
};

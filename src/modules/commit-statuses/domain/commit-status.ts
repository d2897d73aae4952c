import type { Execution } from '../../executions/index.js';

export type CommitState = 'pending' | 'success' | 'failure' | 'error';

/**
 * What a git host is to show of a commit: the state of the newest run of one pipeline. It is brought up to date, not told
 * a history: states that were passed meanwhile are left out, and the last one always arrives.
 */
export interface CommitStatus {
  readonly id: string;
  readonly projectId: string;
  readonly pipelineId: string;
  /** Full hash. */
  readonly sha: string;
  /** The run whose state it is; of several of the same commit the newest. */
  readonly executionId: string;
  readonly executionCreatedAt: Date;
  readonly state: CommitState;
  /** Counts its states; the host has the one of `sentVersion`. */
  readonly version: number;
  readonly sentVersion: number;
  readonly sentAt: Date | null;
  /** In vain, since the host took the last one. */
  readonly attempts: number;
  /** When it is to be sent; null: the host has it, or it was given up. */
  readonly dueAt: Date | null;
  /** Until when one process is at it, so that a host hears of one state after the other. */
  readonly leaseUntil: Date;
  /** Why the last attempt failed; null where it did not. */
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A job that failed is a failure; whatever else ends a run without success is an error. */
export function commitStateOf({ state, end }: Pick<Execution, 'state' | 'end'>): CommitState {
  if (state === 'SUCCESS') return 'success';
  if (state === 'CANCELLED') return 'error';
  if (state === 'ERROR') return end?.by === 'engine' ? 'failure' : 'error';
  return 'pending';
}

export const DESCRIPTIONS: Readonly<Record<CommitState, string>> = {
  pending: 'The pipeline is running',
  success: 'The pipeline has passed',
  failure: 'The pipeline has failed',
  error: 'The pipeline was stopped before its end',
};

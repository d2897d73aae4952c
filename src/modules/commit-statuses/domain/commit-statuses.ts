import type { Page, PageRequest } from '../../../shared/domain/paging.js';
import type { CommitStatus } from './commit-status.js';

/** The outbox of commit statuses, one row of a pipeline and a commit. Rows go with their pipeline. Writes join the unit of work. */
export abstract class CommitStatuses {
  /** False where there is one of the pipeline and commit. */
  abstract insert(status: CommitStatus): Promise<boolean>;

  abstract of(pipelineId: string, sha: string): Promise<CommitStatus | undefined>;

  /** Sort keys and filters by their wire names: created_at, updated_at, sha, state. */
  abstract ofPipeline(pipelineId: string, page: PageRequest): Promise<Page<CommitStatus>>;

  /**
   * The commit has another state, which is to be sent: counts the version up. False where there is no row of it, or one of a
   * newer run.
   */
  abstract renew(pipelineId: string, sha: string, news: StatusNews): Promise<boolean>;

  /** Writes the fields if it is of this version still; false else. */
  abstract change(id: string, version: number, fields: Partial<CommitStatus>): Promise<boolean>;

  /** Sends all again that the host does not have. */
  abstract retryOf(pipelineId: string, at: Date): Promise<void>;

  /** Those that are due and that nobody is at: each is the caller's until `leaseUntil`. */
  abstract claimDue(now: Date, leaseUntil: Date, limit: number): Promise<CommitStatus[]>;

  /** Gives it back, whatever version it is of by now. False, and nothing is written, where somebody else has claimed it. */
  abstract release(claimed: CommitStatus, fields: Partial<CommitStatus>): Promise<boolean>;

  abstract deleteOf(pipelineId: string): Promise<void>;

  /** When one is due next after `now`. */
  abstract nextDue(now: Date): Promise<Date | undefined>;
}

export type StatusNews = Pick<
  CommitStatus,
  'executionId' | 'executionCreatedAt' | 'state' | 'dueAt' | 'attempts' | 'updatedAt'
>;

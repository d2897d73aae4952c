import { Job, Lease, Outcome } from './job.js';

/**
 * The queue, shared by all processes of the service. Writes join the running `UnitOfWork`. A write that names a lease
 * (or the job as it was read) answers false, and has changed nothing, where somebody else was there first: no lock is
 * held between calls.
 */
export abstract class Jobs {
  /** False where the action execution has its job already. */
  abstract add(job: Job): Promise<boolean>;

  abstract findByAction(actionExecutionId: string): Promise<Job | undefined>;

  /** In order of creation. */
  abstract ofExecution(executionId: string): Promise<Job[]>;

  /** In order of creation. */
  abstract ofTask(executionId: string, taskId: string): Promise<Job[]>;

  /** Queued ones that are due, and running ones whose lease ran out before `now`; oldest first. */
  abstract claimable(now: Date, limit: number): Promise<Job[]>;

  /** Saves `claimed` where the job is still as `before`. */
  abstract claim(before: Job, claimed: Job): Promise<boolean>;

  /** Lengthens the lease. */
  abstract renew(lease: Lease, until: Date): Promise<boolean>;

  /** Puts the job back into the queue, from which it is taken at `notBefore` or later; null: at once. */
  abstract release(lease: Lease, notBefore: Date | null): Promise<boolean>;

  /** Ends the job and marks it as to be reported at once. */
  abstract finish(lease: Lease, outcome: Outcome, now: Date): Promise<boolean>;

  /** Ends a job that waits for somebody outside, and marks it as to be reported at once. */
  abstract finishWaiting(jobId: string, outcome: Outcome, now: Date): Promise<boolean>;

  /** Ends the jobs of the execution, made by `endedAt`, that no worker has; answers how many. */
  abstract finishQueued(executionId: string, endedAt: Date, outcome: Outcome, now: Date): Promise<number>;

  /** Done jobs that are to be reported by `now`, the longest waiting first. */
  abstract unreported(now: Date, limit: number): Promise<Job[]>;

  /** Jobs that ended before `time` and whose logs are there, the oldest first. */
  abstract withLogFrom(time: Date, limit: number): Promise<Job[]>;

  abstract logsExpired(jobIds: readonly string[]): Promise<void>;

  /** Removes at most `limit` jobs of these executions; answers how many. */
  abstract deleteOf(executionIds: readonly string[], limit: number): Promise<number>;

  abstract markReported(jobId: string): Promise<void>;

  abstract postponeReport(jobId: string, attempts: number, at: Date): Promise<void>;

  /** Which of these executions have a job that is not done, or that was finished after `since`. */
  abstract busyExecutions(executionIds: readonly string[], since: Date): Promise<Set<string>>;

  /** Which of these jobs are queued or running. */
  abstract unfinished(jobIds: readonly string[]): Promise<Set<string>>;
}

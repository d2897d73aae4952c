import type { JsonObject } from '../../../shared/domain/json.js';

/** `waiting`: no worker has to do with it, it is completed from outside. */
export type JobState = 'queued' | 'running' | 'waiting' | 'done';

/** `fail`: the work was done and found wanting; `error`: the work could not be done. */
export type Verdict = 'pass' | 'fail' | 'error' | 'cancelled';

/** What one task asked one station to do: exactly one job for each action execution of the engine. */
export interface JobOrder {
  readonly station: string;
  /** Already checked against the station's schema. */
  readonly input: JsonObject;
  /** The root execution, ours; a sub-workflow's jobs belong to it, too. */
  readonly executionId: string;
  /** The engine's id of the task execution. */
  readonly taskId: string;
  /** The engine's id of the action execution that waits for the result; unique. */
  readonly actionExecutionId: string;
  readonly projectId: string;
}

/** How a job ended. */
export interface Outcome {
  readonly verdict: Verdict;
  /** Handed to the engine as the action's output. */
  readonly result: StationResult;
  /** Where the job's log ends; null where no worker ever wrote one. */
  readonly logBytes: number | null;
}

/** What every station answers, and its own members besides. */
export interface StationResult extends JsonObject {
  passed: boolean;
  /** One sentence for people. */
  summary: string;
}

export interface Job extends JobOrder {
  readonly id: string;
  readonly state: JobState;
  /** Null until the job is done, like `result`. */
  readonly verdict: Verdict | null;
  readonly result: StationResult | null;
  /** How often a worker has claimed it; also the fencing token: only the newest attempt may write. */
  readonly attempt: number;
  /** How often a worker was lost with it. */
  readonly losses: number;
  readonly leaseOwner: string | null;
  /** Of a queued job: when it is due; null: at once. */
  readonly leaseUntil: Date | null;
  readonly createdAt: Date;
  /** When the newest attempt started. */
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly logBytes: number | null;
  /** Its log was kept long enough, and is gone. */
  readonly logExpired: boolean;
  /** Whether the engine has taken the result (or will never want it). */
  readonly reported: boolean;
  readonly reportAttempts: number;
  /** When a done job is to be reported (again). */
  readonly reportAt: Date | null;
}

/** Proof of holding a job; every write of a worker names it, and does nothing once it is no longer the newest. */
export interface Lease {
  readonly jobId: string;
  readonly owner: string;
  readonly attempt: number;
}

/** A job that takes its workers down with it is given up after so many. */
export const MOST_LOSSES = 3;

export function newJob(id: string, order: JobOrder, now: Date): Job {
  return {
    ...order,
    id,
    state: 'queued',
    verdict: null,
    result: null,
    attempt: 0,
    losses: 0,
    leaseOwner: null,
    leaseUntil: null,
    createdAt: now,
    startedAt: null,
    finishedAt: null,
    logBytes: null,
    logExpired: false,
    reported: false,
    reportAttempts: 0,
    reportAt: null,
  };
}

/** A call that was refused, as a job: nobody does it, and its result is handed to the engine as any other. */
export function refusedJob(id: string, order: JobOrder, summary: string, now: Date): Job {
  const { verdict, result } = errorOutcome(summary);
  return { ...newJob(id, order, now), state: 'done', verdict, result, finishedAt: now, reportAt: now };
}

/** The job as it is once `owner` has claimed it; a job that was still running has lost its worker. */
export function claimed(job: Job, owner: string, now: Date, until: Date): Job {
  return {
    ...job,
    state: 'running',
    attempt: job.attempt + 1,
    losses: job.losses + (job.state === 'running' ? 1 : 0),
    leaseOwner: owner,
    leaseUntil: until,
    startedAt: now,
  };
}

export function leaseOf(job: Job): Lease {
  if (job.leaseOwner === null) throw new Error(`Job ${job.id} is nobody's.`);
  return { jobId: job.id, owner: job.leaseOwner, attempt: job.attempt };
}

export function errorOutcome(summary: string, logBytes: number | null = null): Outcome {
  return { verdict: 'error', result: { passed: false, summary }, logBytes };
}

export function cancelledOutcome(summary: string, logBytes: number | null = null): Outcome {
  return { verdict: 'cancelled', result: { passed: false, summary }, logBytes };
}

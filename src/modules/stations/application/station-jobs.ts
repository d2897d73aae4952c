import { Injectable } from '@nestjs/common';
import { Job, JobState, Verdict } from '../domain/job.js';
import { Jobs } from '../domain/jobs.js';

/** A job as the users of its execution see it. */
export interface StationJob {
  readonly id: string;
  readonly taskId: string;
  readonly actionExecutionId: string;
  readonly station: string;
  readonly state: JobState;
  /** Null until the job is done. */
  readonly verdict: Verdict | null;
  /** How often a worker has started it. */
  readonly attempt: number;
  readonly created: Date;
  readonly started: Date | null;
  readonly finished: Date | null;
  /** One sentence on how it ended; null until then. */
  readonly summary: string | null;
}

@Injectable()
export class StationJobs {
  constructor(private readonly jobs: Jobs) {}

  /** All jobs of the execution and its sub-workflows, in order of creation. */
  async ofExecution(executionId: string): Promise<StationJob[]> {
    return (await this.jobs.ofExecution(executionId)).map(present);
  }
}

function present(job: Job): StationJob {
  const { id, taskId, actionExecutionId, station, state, verdict, attempt } = job;
  return {
    id,
    taskId,
    actionExecutionId,
    station,
    state,
    verdict,
    attempt,
    created: job.createdAt,
    started: job.startedAt,
    finished: job.finishedAt,
    summary: job.result?.summary ?? null,
  };
}

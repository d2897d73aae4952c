import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Job } from '../domain/job.js';
import { JobLogs } from '../domain/job-logs.js';
import { Jobs } from '../domain/jobs.js';

/** A task's log as it is now. */
export interface TaskLog {
  /** Bytes that can be read now. */
  readonly size: number;
  /** Whether all of the task's jobs so far have ended; another may still follow (a retry). */
  readonly ended: boolean;
  /** Bytes from `start` up to, without, `end` (cut to `size`); UTF-8 text, where the commands wrote such. */
  read(start: number, end: number): Readable;
}

interface Part {
  readonly job: Job;
  readonly size: number;
}

/**
 * The logs of a task's jobs (one for each retry or item) as one text, in the order of the jobs. A job's part is shown
 * when those before it have ended, so that an offset once given always means the same byte.
 */
@Injectable()
export class ReadTaskLog {
  constructor(
    private readonly jobs: Jobs,
    private readonly logs: JobLogs,
  ) {}

  /** Undefined where the task has called no station. Throws `not_found` (`log.expired`) where the log was kept long enough. */
  async execute(executionId: string, taskId: string): Promise<TaskLog | undefined> {
    const jobs = await this.jobs.ofTask(executionId, taskId);
    if (jobs.length === 0) return undefined;
    if (jobs.some(({ logExpired }) => logExpired)) throw expired();
    const parts: Part[] = [];
    for (const job of jobs) {
      parts.push({ job, size: job.logBytes ?? (await this.logs.size(job)) });
      if (job.state !== 'done') break;
    }
    return {
      size: parts.reduce((sum, part) => sum + part.size, 0),
      ended: jobs.every(({ state }) => state === 'done'),
      read: (start, end) => Readable.from(this.bytes(parts, start, end), { objectMode: false }),
    };
  }

  private async *bytes(parts: readonly Part[], start: number, end: number): AsyncGenerator<Buffer> {
    let offset = 0;
    for (const { job, size } of parts) {
      const from = Math.max(start - offset, 0);
      const to = Math.min(end - offset, size);
      if (from < to) yield* this.logs.read(job, from, to) as AsyncIterable<Buffer>;
      offset += size;
    }
  }
}

function expired(): DomainError {
  return new DomainError(
    'not_found',
    'log.expired',
    'The log is gone: logs are kept for a limited time only (SOLUM_RETENTION_LOG_DAYS).',
  );
}

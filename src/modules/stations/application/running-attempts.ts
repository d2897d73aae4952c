import { Injectable } from '@nestjs/common';
import { Job } from '../domain/job.js';
import { Stop } from '../domain/stop.js';

interface Running {
  readonly executionId: string;
  readonly createdAt: Date;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** The attempts that this process has going. */
@Injectable()
export class RunningAttempts {
  private readonly running = new Map<string, Running>();

  get count(): number {
    return this.running.size;
  }

  /** Counts the attempt as running until `work` settles; resolves when it no longer counts. */
  add(job: Job, stop: AbortController, work: Promise<void>): Promise<void> {
    const ended = work.finally(() => this.running.delete(job.id));
    this.running.set(job.id, { executionId: job.executionId, createdAt: job.createdAt, stop, ended });
    return ended;
  }

  /** Those of the execution's jobs that were there by `endedAt`. */
  stopExecution(executionId: string, endedAt: Date, why: Stop): void {
    for (const attempt of this.running.values()) {
      if (attempt.executionId === executionId && attempt.createdAt <= endedAt) attempt.stop.abort(why);
    }
  }

  /** Resolves when none runs any more. */
  async stopAll(why: Stop): Promise<void> {
    const all = [...this.running.values()];
    for (const { stop } of all) stop.abort(why);
    await Promise.allSettled(all.map(({ ended }) => ended));
  }
}

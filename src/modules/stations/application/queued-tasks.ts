import { Injectable } from '@nestjs/common';
import { TaskWaits } from '../../executions/index.js';
import { Job } from '../domain/job.js';
import { Jobs } from '../domain/jobs.js';

/** Says of tasks whose jobs are all in the queue what these wait for. */
@Injectable()
export class QueuedTasks {
  constructor(
    private readonly jobs: Jobs,
    private readonly waits: TaskWaits,
  ) {}

  listen(): () => void {
    return this.waits.register((executionId) => this.of(executionId));
  }

  private async of(executionId: string): Promise<ReadonlyMap<string, string>> {
    const left = (await this.jobs.ofExecution(executionId)).filter(({ state }) => state !== 'done');
    const atWork = new Set(left.filter(({ state }) => state !== 'queued').map(({ taskId }) => taskId));
    const queued = left.filter(({ taskId }) => !atWork.has(taskId));
    return new Map(queued.map((job) => [job.taskId, reasonOf(job)]));
  }
}

function reasonOf({ createdAt, leaseUntil }: Job): string {
  return leaseUntil === null
    ? `a free worker, since ${createdAt.toISOString()}`
    : `something that its work needs and that is away; it is tried again at ${leaseUntil.toISOString()}`;
}

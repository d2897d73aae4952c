import { Injectable } from '@nestjs/common';
import { EventLog, NewEvent } from '../../events/index.js';
import { Approval } from '../domain/approvals.js';
import { Job, Outcome } from '../domain/job.js';

/** Tells of jobs in the log of events: when their logs can be followed, and when they are whole. Joins the unit of work. */
@Injectable()
export class JobEvents {
  constructor(private readonly log: EventLog) {}

  started(job: Job): void {
    this.append(job, 'job.started', {});
  }

  ended(job: Job, { verdict, result, logBytes }: Outcome): void {
    this.append(job, 'job.ended', { verdict, summary: result.summary, log_bytes: logBytes });
  }

  approvalRequested(
    job: Job,
    { roles, message, expiresAt }: Pick<Approval, 'roles' | 'message' | 'expiresAt'>,
  ): void {
    const until = expiresAt?.toISOString() ?? null;
    this.append(job, 'approval.requested', { roles: [...roles], message, expires_at: until });
  }

  approvalDecided(job: Job, data: NewEvent['data']): void {
    this.append(job, 'approval.decided', data);
  }

  private append(job: Job, type: NewEvent['type'], data: NewEvent['data']): void {
    const { id, taskId, station, attempt, projectId, executionId } = job;
    const what = { job_id: id, task_id: taskId, station, attempt, ...data };
    this.log.append({ type, projectId, pipelineId: null, executionId, data: what });
  }
}

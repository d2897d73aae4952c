import { Injectable } from '@nestjs/common';
import type { JsonObject } from '../../../shared/domain/json.js';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { Approval, Approvals, Decision } from '../domain/approvals.js';
import { Outcome } from '../domain/job.js';
import { Jobs } from '../domain/jobs.js';
import { JobEvents } from './job-events.js';
import { WorkBell } from './work-bell.js';

/** Writes an answer down and ends the job that waits for it, whose result then goes to the engine as any other. */
@Injectable()
export class SettleApproval {
  constructor(
    private readonly approvals: Approvals,
    private readonly jobs: Jobs,
    private readonly events: JobEvents,
    private readonly unitOfWork: UnitOfWork,
    private readonly bell: WorkBell,
    private readonly clock: Clock,
  ) {}

  /** False, and nothing is written, where it is decided already, or its job has ended with the run. Joins the caller's unit of work. */
  async execute(
    approval: Approval,
    decision: Exclude<Decision, 'cancelled'>,
    by: Approval['decidedBy'],
    answer: JsonObject & { readonly summary: string },
  ): Promise<boolean> {
    const { jobId, executionId, taskId } = approval;
    const now = this.clock.now();
    const passed = decision === 'approved';
    const result = { ...answer, passed, decision, decided_at: now.toISOString() };
    const outcome: Outcome = { verdict: passed ? 'pass' : 'fail', result, logBytes: null };
    return this.unitOfWork.run(async () => {
      const job = (await this.jobs.ofTask(executionId, taskId)).find(({ id }) => id === jobId);
      const isOpen = job !== undefined && (await this.jobs.finishWaiting(jobId, outcome, now));
      if (!(await this.approvals.decide(jobId, isOpen ? decision : 'cancelled', isOpen ? by : null)))
        return false;
      if (!isOpen) return false;
      this.events.approvalDecided(job, { decision, decided_by: by, summary: result.summary });
      this.events.ended(job, outcome);
      this.unitOfWork.afterCommit(() => this.bell.ring());
      return true;
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { newId } from '../../../shared/domain/ids.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { type Execution, ExecutionChanges } from '../../executions/index.js';
import { commitStateOf } from '../domain/commit-status.js';
import { CommitStatuses } from '../domain/commit-statuses.js';
import { StatusReportings } from '../domain/status-reporting.js';
import { SendCommitStatuses } from './send-commit-statuses.js';

/** Writes down what a git host is to show, in the unit of work that changes the run's state. No remote call is made. */
@Injectable()
export class NoteCommitStatus {
  constructor(
    private readonly statuses: CommitStatuses,
    private readonly reportings: StatusReportings,
    private readonly send: SendCommitStatuses,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    changes: ExecutionChanges,
  ) {
    changes.onChange((execution) => this.execute(execution));
  }

  /** Of a run whose commit is not known yet there is nothing to say, nor of one older than the commit's newest. */
  async execute(execution: Execution): Promise<void> {
    const sha = execution.trigger.commit ?? execution.resolvedCommit;
    if (sha === null || !(await this.reportings.find(execution.pipelineId))) return;
    if (await this.write(execution, sha)) this.unitOfWork.afterCommit(() => this.send.wake());
  }

  private async write(execution: Execution, sha: string): Promise<boolean> {
    const { id: executionId, projectId, pipelineId, createdAt: executionCreatedAt } = execution;
    const now = this.clock.now();
    const state = commitStateOf(execution);
    const present = await this.statuses.of(pipelineId, sha);
    if (present?.executionId === executionId && present.state === state) return false;
    const news = { executionId, executionCreatedAt, state, dueAt: now, attempts: 0, updatedAt: now };
    if (await this.statuses.renew(pipelineId, sha, news)) return true;
    const first = {
      version: 1,
      sentVersion: 0,
      sentAt: null,
      leaseUntil: now,
      lastError: null,
      createdAt: now,
    };
    const isFirst = await this.statuses.insert({
      ...news,
      ...first,
      id: newId(),
      projectId,
      pipelineId,
      sha,
    });
    return isFirst || this.statuses.renew(pipelineId, sha, news);
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Actor } from '../../keystone-auth/index.js';
import { RetentionRules } from '../../retention/index.js';
import { Execution } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';
import { ExpiredExecutions } from '../domain/expired-executions.js';
import { CancelExecution } from './cancel-execution.js';

/** More would hold up whoever waits to write. */
const AT_ONCE = 100;

/** What happens to a pipeline's executions when the pipeline goes. */
@Injectable()
export class PipelineExecutions {
  constructor(
    private readonly executions: Executions,
    private readonly expired: ExpiredExecutions,
    private readonly cancelExecution: CancelExecution,
    private readonly unitOfWork: UnitOfWork,
    private readonly retention: RetentionRules,
    private readonly clock: Clock,
  ) {}

  /** `user` is the caller, where there is a request. */
  async cancelAll(pipelineId: string, reason: string, user?: Actor): Promise<void> {
    for (const execution of await this.executions.unfinishedOf(pipelineId)) {
      await this.cancel(execution, reason, user);
    }
  }

  /** One that has ended meanwhile needs no cancelling. */
  private async cancel(execution: Execution, reason: string, user: Actor | undefined): Promise<void> {
    try {
      await this.cancelExecution.stop(execution, { actor: 'system', user: null, reason }, user);
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'execution.ended')) throw error;
    }
  }

  /** The first of them go now; the rest, and what is left of them all elsewhere, soon, as the pipeline is gone. */
  async deleteAll(pipelineId: string): Promise<void> {
    await this.unitOfWork.run(() => this.expired.expireAll(pipelineId, AT_ONCE, this.clock.now()));
    this.unitOfWork.afterCommit(() => this.retention.wake());
  }
}

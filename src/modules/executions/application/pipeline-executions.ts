import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Actor } from '../../keystone-auth/index.js';
import { ExecutionActions } from '../domain/execution-actions.js';
import { Execution } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';
import { CancelExecution } from './cancel-execution.js';

/** What happens to a pipeline's executions when the pipeline goes. */
@Injectable()
export class PipelineExecutions {
  constructor(
    private readonly executions: Executions,
    private readonly actions: ExecutionActions,
    private readonly cancelExecution: CancelExecution,
    private readonly unitOfWork: UnitOfWork,
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

  async deleteAll(pipelineId: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      await this.actions.deleteOfPipeline(pipelineId);
      await this.executions.deleteOf(pipelineId);
    });
  }
}

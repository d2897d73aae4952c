import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Actor } from '../../keystone-auth/index.js';
import { Executions } from '../domain/executions.js';
import { CancelExecution } from './cancel-execution.js';

/** What happens to a pipeline's executions when the pipeline goes. */
@Injectable()
export class PipelineExecutions {
  constructor(
    private readonly executions: Executions,
    private readonly cancelExecution: CancelExecution,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** `user` is the caller, where there is a request. */
  async cancelAll(pipelineId: string, reason: string, user?: Actor): Promise<void> {
    for (const execution of await this.executions.unfinishedOf(pipelineId)) {
      await this.cancelExecution.stop(execution, reason, user);
    }
  }

  async deleteAll(pipelineId: string): Promise<void> {
    await this.unitOfWork.run(() => this.executions.deleteOf(pipelineId));
  }
}

import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
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

  async cancelAll(pipelineId: string, reason: string): Promise<void> {
    for (const execution of await this.executions.unfinishedOf(pipelineId)) {
      await this.cancelExecution.stop(execution, reason);
    }
  }

  async deleteAll(pipelineId: string): Promise<void> {
    await this.unitOfWork.run(() => this.executions.deleteOf(pipelineId));
  }
}

import { Injectable } from '@nestjs/common';
import { Execution, isFinal } from '../domain/execution.js';
import { TaskApproval } from '../domain/task-approval.js';

type Source = (executionId: string) => Promise<TaskApproval[]>;

/** Asks whoever keeps approvals what the tasks of an execution wait for. */
@Injectable()
export class TaskApprovals {
  private source: Source = async () => [];

  from(source: Source): void {
    this.source = source;
  }

  /** The newest of each task, by the task's id. */
  async of(execution: Execution): Promise<Map<string, TaskApproval>> {
    const approvals = await this.source(execution.id);
    const leftOver = isFinal(execution.state);
    return new Map(
      approvals.map((each) => [
        each.taskId,
        leftOver && each.state === 'waiting' ? { ...each, state: 'cancelled' } : each,
      ]),
    );
  }
}

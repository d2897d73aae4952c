import { Injectable } from '@nestjs/common';
import { TaskApprovals } from '../../executions/index.js';
import { Approvals } from '../domain/approvals.js';

/** Tasks show the approvals that they wait for. */
@Injectable()
export class ShowApprovals {
  constructor(approvals: Approvals, tasks: TaskApprovals) {
    tasks.from((executionId) => approvals.ofExecution(executionId));
  }
}

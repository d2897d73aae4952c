import { Injectable } from '@nestjs/common';
import type { Principal } from '../../keystone-auth/index.js';
import { Execution, isFinal } from '../domain/execution.js';
import { TaskApproval } from '../domain/task-approval.js';
import { ApprovalRights, DecisionKind } from './approval-rights.js';

type Source = (executionId: string) => Promise<TaskApproval[]>;

/** An approval as somebody sees it. */
export interface ShownApproval extends TaskApproval {
  /** Why they may not decide so; null where they may, or nobody can any more. */
  readonly refusals: Readonly<Record<DecisionKind, string | null>>;
}

/** Asks whoever keeps approvals what the tasks of an execution wait for. */
@Injectable()
export class TaskApprovals {
  private source: Source = async () => [];

  constructor(private readonly rights: ApprovalRights) {}

  from(source: Source): void {
    this.source = source;
  }

  /** The newest of each task, by the task's id. */
  async of(execution: Execution, principal: Principal): Promise<Map<string, ShownApproval>> {
    const newest = new Map((await this.source(execution.id)).map((each) => [each.taskId, each]));
    const shown = [...newest.values()].map((each) => this.shown(each, execution, principal));
    return new Map((await Promise.all(shown)).map((each) => [each.taskId, each]));
  }

  private async shown(
    approval: TaskApproval,
    execution: Execution,
    principal: Principal,
  ): Promise<ShownApproval> {
    const nobody = { approve: null, reject: null };
    if (approval.state !== 'waiting') return { ...approval, refusals: nobody };
    if (isFinal(execution.state)) return { ...approval, state: 'cancelled', refusals: nobody };
    const [approve, reject] = await Promise.all([
      this.rights.refusal('approve', approval, execution, principal),
      this.rights.refusal('reject', approval, execution, principal),
    ]);
    return { ...approval, refusals: { approve, reject } };
  }
}

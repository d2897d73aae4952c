import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import {
  ActionLog,
  ApprovalRights,
  type Execution,
  ExecutionContexts,
  FindExecution,
  initiativeOf,
  isFinal,
  ListTasks,
} from '../../executions/index.js';
import type { Principal } from '../../keystone-auth/index.js';
import { Approval, Approvals } from '../domain/approvals.js';
import { SettleApproval } from './settle-approval.js';

const DECISIONS = { approve: 'approved', reject: 'rejected' } as const;

/** Lets a run that waits for an approval go on, or fails the task that waits. */
@Injectable()
export class DecideApproval {
  constructor(
    private readonly findExecution: FindExecution,
    private readonly listTasks: ListTasks,
    private readonly contexts: ExecutionContexts,
    private readonly rights: ApprovalRights,
    private readonly approvals: Approvals,
    private readonly settle: SettleApproval,
    private readonly log: ActionLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * `task` is an id or a name. The same decision by the same user again changes nothing. Throws `not_found` where there is no
   * such task or it asks nobody, `forbidden` for lack of a role (`approval.role_missing`) or of other eyes
   * (`approval.four_eyes`), `conflict` where somebody has decided, its time is over or the execution has ended.
   */
  async execute(
    principal: Principal,
    executionId: string,
    task: string,
    kind: keyof typeof DECISIONS,
    comment: string | undefined,
  ): Promise<{ readonly execution: Execution; readonly taskId: string }> {
    const execution = await this.findExecution.execute(principal, executionId);
    const approval = await this.find(principal, execution, task);
    const roles = await this.rights.require(kind, approval, execution, principal);
    if (!isRepeated(approval, kind, principal)) {
      this.requireOpen(approval, execution);
      const said = { kind, roles, comment };
      const won = await this.unitOfWork.run(() => this.decide(approval, execution, principal, said));
      if (!won) await this.lost(approval, kind, principal);
    }
    return { execution, taskId: approval.taskId };
  }

  private async find(principal: Principal, execution: Execution, task: string): Promise<Approval> {
    const all = await this.approvals.ofExecution(execution.id);
    const isId = all.some(({ taskId }) => taskId === task);
    const taskId = isId ? task : (await this.listTasks.one(principal, execution, task)).id;
    const found = all.filter((each) => each.taskId === taskId).at(-1);
    if (found) return found;
    throw new DomainError('not_found', 'approval.not_found', 'The task waits for no approval.');
  }

  private async decide(
    approval: Approval,
    execution: Execution,
    principal: Principal,
    { kind, roles, comment }: { kind: keyof typeof DECISIONS; roles: string[]; comment: string | undefined },
  ): Promise<boolean> {
    const context = await this.contexts.find(execution.id);
    if (kind === 'approve' && !(await context?.beginDeployment())) throw superseded();
    const by = { id: principal.userId, name: principal.userName };
    const said = comment ? `: ${comment}` : '';
    const won = await this.settle.execute(approval, DECISIONS[kind], by, {
      summary: `${DECISIONS[kind]} by ${by.name}${said}`,
      [`${DECISIONS[kind]}_by`]: by,
      roles,
      comment: comment ?? null,
    });
    if (!won) return false;
    const draft = { kind, taskId: approval.taskId, roles };
    await this.log.note(execution, draft, initiativeOf(principal, comment));
    return true;
  }

  /** Somebody decided at the same time. */
  private async lost({ jobId, executionId }: Approval, kind: keyof typeof DECISIONS, principal: Principal) {
    const now = (await this.approvals.ofExecution(executionId)).find((each) => each.jobId === jobId);
    if (now && !isRepeated(now, kind, principal)) throw decided(now);
  }

  private requireOpen(approval: Approval, execution: Execution): void {
    if (approval.state !== 'waiting') throw decided(approval);
    if (isFinal(execution.state)) {
      const detail = `The execution has ended already, in ${execution.state}.`;
      throw new DomainError('conflict', 'execution.ended', detail);
    }
    if (approval.expiresAt && approval.expiresAt <= this.clock.now())
      throw decided({ ...approval, state: 'expired' });
  }
}

function isRepeated({ state, decidedBy }: Approval, kind: keyof typeof DECISIONS, { userId }: Principal) {
  return state === DECISIONS[kind] && decidedBy?.id === userId;
}

function decided({ state, decidedBy }: Approval): DomainError {
  const by = decidedBy ? ` by ${decidedBy.name}` : '';
  return new DomainError('conflict', 'approval.decided', `It is ${state} already${by}.`);
}

function superseded(): DomainError {
  const detail = 'A newer run supersedes this one: it is being cancelled.';
  return new DomainError('conflict', 'execution.superseded', detail);
}

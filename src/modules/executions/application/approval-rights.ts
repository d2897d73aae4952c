import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Policy, type Principal, withStronger } from '../../keystone-auth/index.js';
import { Execution } from '../domain/execution.js';
import { TaskApproval } from '../domain/task-approval.js';
import { Starters } from './starters.js';

export type DecisionKind = 'approve' | 'reject';

/** Who may decide about an approval. */
@Injectable()
export class ApprovalRights {
  constructor(
    private readonly policy: Policy,
    private readonly starters: Starters,
  ) {}

  /**
   * The roles that it is decided by. Throws `forbidden`: for lack of a role (`auth.forbidden`, `approval.role_missing`), or of
   * other eyes (`approval.four_eyes`); those are asked for approvals only.
   */
  async require(
    kind: DecisionKind,
    approval: TaskApproval,
    execution: Execution,
    principal: Principal,
  ): Promise<string[]> {
    this.policy.enforce(principal, 'executions:approve');
    const roles = rolesFor(approval, principal);
    if (kind === 'approve' && approval.fourEyes) await this.requireOtherEyes(execution, principal);
    return roles;
  }

  /** Why the caller may not, for people; null where they may. */
  async refusal(
    kind: DecisionKind,
    approval: TaskApproval,
    execution: Execution,
    principal: Principal,
  ): Promise<string | null> {
    try {
      await this.require(kind, approval, execution, principal);
      return null;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden') return error.message;
      throw error;
    }
  }

  private async requireOtherEyes(execution: Execution, { userId }: Principal): Promise<void> {
    if (!(await this.starters.of(execution)).includes(userId)) return;
    const detail =
      'This approval asks for four eyes, and you started this run, or ran it again: somebody else has to approve it.';
    throw new DomainError('forbidden', 'approval.four_eyes', detail);
  }
}

/** The caller's roles that allow it. */
function rolesFor({ roles }: TaskApproval, principal: Principal): string[] {
  const allowed = new Set(roles.flatMap(withStronger));
  const used = principal.roles.filter((role) => allowed.has(role));
  if (used.length > 0) return used;
  const detail = `This approval needs the role ${roles.join(' or ')} in this project.`;
  throw new DomainError('forbidden', 'approval.role_missing', detail);
}

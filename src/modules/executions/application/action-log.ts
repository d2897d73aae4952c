import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { newId } from '../../../shared/domain/ids.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { ActionActor, ExecutionAction, ExecutionActions } from '../domain/execution-actions.js';
import { Execution } from '../domain/execution.js';

const LEASE_MS = 30_000;

/** Who does something to an execution, and why. */
export interface Initiative {
  readonly actor: ActionActor;
  readonly user: ExecutionAction['user'];
  readonly reason: string | null;
}

export function initiativeOf({ userId, userName }: Principal, reason: string | undefined): Initiative {
  return { actor: 'user', user: { id: userId, name: userName }, reason: reason ?? null };
}

/** Leaves an action pending. */
class Interrupted extends Error {}

type Draft = Pick<ExecutionAction, 'kind'> &
  Partial<Pick<ExecutionAction, 'plan' | 'newExecutionId' | 'taskId' | 'roles'>>;

/**
 * Writes down what is done to an execution before it is done, and afterwards how that went. What a process leaves in between
 * when it dies is pending: after its lease another one goes on with it (`TakeUpActions`).
 */
@Injectable()
export class ActionLog {
  private readonly logger = new Logger(ActionLog.name);
  private readonly underWay = new Set<string>();

  constructor(
    private readonly actions: ExecutionActions,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Joins the caller's unit of work. */
  async begin(execution: Execution, draft: Draft, initiative: Initiative): Promise<ExecutionAction> {
    const action = {
      plan: null,
      newExecutionId: null,
      taskId: null,
      roles: null,
      ...draft,
      ...initiative,
      id: newId(),
      executionId: execution.id,
      attempt: execution.attempt,
      outcome: 'pending' as const,
      detail: null,
      leaseUntil: this.clock.after(LEASE_MS),
      createdAt: this.clock.now(),
      finishedAt: null,
    };
    await this.unitOfWork.run(() => this.actions.insert(action));
    return action;
  }

  /** What is done by being written down. Joins the caller's unit of work. */
  async note(execution: Execution, draft: Draft, initiative: Initiative): Promise<void> {
    await this.settle(await this.begin(execution, draft, initiative), 'done', null);
  }

  /** Does what was begun, and settles it by how that goes. Throws what `work` throws. */
  async carryOut(action: ExecutionAction, work: () => Promise<void>): Promise<void> {
    this.underWay.add(action.id);
    try {
      await work();
      await this.settle(action, 'done', null);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.settle(action, error.kind === 'unavailable' ? 'failed' : 'refused', error.message);
      throw error;
    } finally {
      this.underWay.delete(action.id);
    }
  }

  /** As `carryOut`, but what something that is away stands in the way of is done later, by `TakeUpActions`. */
  async carryOutInTheEnd(action: ExecutionAction, work: () => Promise<void>): Promise<void> {
    let away: unknown;
    await this.carryOut(action, () =>
      work().catch((error: unknown) => {
        if (!(error instanceof DomainError && error.kind === 'unavailable')) throw error;
        away = error;
        throw new Interrupted();
      }),
    ).catch((error: unknown) => {
      throw error instanceof Interrupted ? away : error;
    });
  }

  async settle(
    { id }: ExecutionAction,
    outcome: 'done' | 'failed' | 'refused',
    detail: string | null,
  ): Promise<void> {
    await this.unitOfWork.run(() => this.actions.settle(id, outcome, detail, this.clock.now()));
  }

  /** Actions of processes that died, now leased to this one. */
  async claimAbandoned(limit: number): Promise<ExecutionAction[]> {
    const until = this.clock.after(LEASE_MS);
    const own = [...this.underWay];
    return this.unitOfWork.run(async () => {
      if (own.length > 0) await this.actions.keepLeased(own, until);
      const claimed = await this.actions.claimAbandoned(this.clock.now(), until, limit);
      for (const { id, kind, executionId } of claimed)
        this.logger.warn(`Action ${id} (${kind}) on execution ${executionId} was left half done: taken up.`);
      return claimed;
    });
  }
}

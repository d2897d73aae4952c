import { Page, PageRequest } from '../../../shared/domain/paging.js';
import { ExecutionEnd } from './execution.js';

export const ACTION_KINDS = ['cancel', 'pause', 'resume', 'rerun', 'approve', 'reject'] as const;

export type ActionKind = (typeof ACTION_KINDS)[number];

/** Who acts: as with an end, but that an engine does nothing by itself here. */
export type ActionActor = Exclude<ExecutionEnd['by'], 'engine'>;

/**
 * `pending`: under way, or left by a process that died, and then taken up by another. `failed`: something was away, ask again.
 * `refused`: it was too late, or the engine would not.
 */
export type ActionOutcome = 'pending' | 'done' | 'failed' | 'refused';

/** A failed task to be run again, and how often it had run when that was decided. */
export interface PlannedTask {
  readonly id: string;
  readonly attempts: number;
}

/** One thing that somebody did to an execution. */
export interface ExecutionAction {
  readonly id: string;
  readonly executionId: string;
  readonly kind: ActionKind;
  /** The execution's attempt that it was done to. */
  readonly attempt: number;
  readonly actor: ActionActor;
  /** The user, where it is one. */
  readonly user: { readonly id: string; readonly name: string } | null;
  readonly reason: string | null;
  readonly outcome: ActionOutcome;
  /** How it went, where there is something to say. */
  readonly detail: string | null;
  /** Of a re-run from where it failed: the tasks. Null of any other. */
  readonly plan: readonly PlannedTask[] | null;
  /** Of a re-run from the start: the execution that came of it. */
  readonly newExecutionId: string | null;
  /** Of an approval: the engine's id of the task, and the user's roles that it was decided by. Null of any other. */
  readonly taskId: string | null;
  readonly roles: readonly string[] | null;
  /** Until when its process is trusted with it; null once it is settled. */
  readonly leaseUntil: Date | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** The durable log of what was done to executions. It is written before the engine is told. Writes join the unit of work. */
export abstract class ExecutionActions {
  abstract insert(action: ExecutionAction): Promise<void>;

  abstract get(id: string): Promise<ExecutionAction | undefined>;

  abstract ofExecution(executionId: string, page: PageRequest): Promise<Page<ExecutionAction>>;

  /** False where it has been settled already. */
  abstract settle(
    id: string,
    outcome: Exclude<ActionOutcome, 'pending'>,
    detail: string | null,
    now: Date,
  ): Promise<boolean>;

  /** The newest of this kind in this attempt that may have taken effect. */
  abstract newest(
    executionId: string,
    kind: ActionKind,
    attempt: number,
  ): Promise<ExecutionAction | undefined>;

  /** Pending ones whose lease has run out; each is leased to the caller until `until`. */
  abstract claimAbandoned(now: Date, until: Date, limit: number): Promise<ExecutionAction[]>;

  abstract keepLeased(ids: readonly string[], until: Date): Promise<void>;
}

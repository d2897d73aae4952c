import { Page, PageRequest } from '../../../shared/domain/paging.js';
import type { ProjectScope } from '../../keystone-auth/index.js';
import { Execution } from './execution.js';
import { RunTimes } from './run-times.js';

/** What the engine said of an execution when it took it on. */
export interface HandOver {
  readonly workbookDigest: string;
  readonly workflowName: string;
  readonly inputs: Execution['inputs'];
  /** RUNNING where the engine says so; of any other state it is to be asked again. */
  readonly state: 'IDLE' | 'RUNNING';
  readonly startedAt: Date | null;
  readonly deadlineAt: Date | null;
  readonly tasksDueAt: Date | null;
}

export type ExecutionChange = Pick<
  Execution,
  | 'state'
  | 'stateInfo'
  | 'outputs'
  | 'startedAt'
  | 'endedAt'
  | 'end'
  | 'deadlineAt'
  | 'tasksDueAt'
  | 'pausedAt'
  | 'updatedAt'
>;

/**
 * The store of executions, and the outbox of those that the engine has not taken on yet. A final state is final: no
 * change is written over it. Writes join the unit of work.
 */
export abstract class Executions {
  /** False where there is an execution of that id. */
  abstract insert(execution: Execution): Promise<boolean>;

  abstract find(scope: ProjectScope, id: string): Promise<Execution | undefined>;

  /** Whoever's it is; for the service's own work. */
  abstract get(id: string): Promise<Execution | undefined>;

  abstract ofPipeline(pipelineId: string, page: PageRequest): Promise<Page<Execution>>;

  abstract unfinishedOf(pipelineId: string): Promise<Execution[]>;

  /** Which of these are there. */
  abstract existing(ids: readonly string[]): Promise<Set<string>>;

  /**
   * Executions to be handed over, due by `now`, of other projects than `busyProjects`: each is claimed until `claimUntil`,
   * so that no other process takes it meanwhile. A crash in between leaves it to whoever comes after that.
   */
  abstract claimDue(
    now: Date,
    claimUntil: Date,
    busyProjects: readonly string[],
    limit: number,
  ): Promise<Execution[]>;

  /** Lengthens claims; what has been handed over meanwhile stays so. */
  abstract keepClaimed(ids: readonly string[], claimUntil: Date): Promise<void>;

  /** The engine has it: it leaves the outbox. False where it has ended meanwhile (cancelled). */
  abstract handedOver(id: string, handOver: HandOver, now: Date): Promise<boolean>;

  /** What has ended before it was handed over leaves the outbox once the engine is known not to run it. */
  abstract takenBack(id: string): Promise<void>;

  /** Tries again at `at`. */
  abstract postpone(id: string, at: Date): Promise<void>;

  /**
   * False where the present state is final already, or is the same; or it is in another attempt, or being reopened; or, where
   * `updatedAt` is given, something was written since.
   */
  abstract change(
    seen: Pick<Execution, 'id' | 'attempt'> & Partial<Pick<Execution, 'updatedAt'>>,
    change: ExecutionChange,
  ): Promise<boolean>;

  /**
   * Opens a failed execution for `actionId`, in its next attempt, which uses its `repoToken`; how it ended stays written until the engine has taken it up.
   * False where it is not as it was `seen`.
   */
  abstract reopen(
    seen: Pick<Execution, 'id' | 'attempt' | 'repoToken'>,
    actionId: string,
    now: Date,
  ): Promise<boolean>;

  /** The engine has taken it up: it runs as any other. False where that is written already. */
  abstract reopened(id: string, actionId: string, times: RunTimes, now: Date): Promise<boolean>;

  /** The engine has not: it is as it was before it was reopened. */
  abstract closeAgain(
    reopened: Pick<Execution, 'id' | 'attempt'>,
    actionId: string,
    now: Date,
  ): Promise<void>;

  /** Ended by `before`, with something in the engine for them alone. */
  abstract withEngineCopy(before: Date, limit: number): Promise<Execution[]>;

  /** It is gone; nothing is noted of an execution that runs in another attempt meanwhile. */
  abstract engineCopyGone(seen: Pick<Execution, 'id' | 'attempt'>): Promise<void>;

  /** Notes the commit that its source's head was; the first one stays. */
  abstract resolveCommit(id: string, commit: string): Promise<void>;

  /** Notes what is in its way; since when stays. False where that is noted already, or it has ended. */
  abstract hinder(id: string, reason: string, now: Date): Promise<boolean>;

  /** Nothing is in its way any more. */
  abstract clear(id: string): Promise<void>;

  /** Those of the delegation that something is in the way of. */
  abstract hindered(delegationId: string): Promise<string[]>;

  /** Executions that the engine has, not ended, last looked at before `before`. */
  abstract unwatched(before: Date, limit: number): Promise<string[]>;

  /** Ids, after `afterId` and in order, of executions that have been running since before `before`. */
  abstract running(before: Date, afterId: string, limit: number): Promise<string[]>;

  /** Those that run and are due by `now` to be looked at for what is over; no other process gets them until `until`. */
  abstract claimOverdue(now: Date, until: Date, limit: number): Promise<Execution[]>;

  /** When it is to be looked at next; nothing is noted of what runs in another attempt meanwhile. */
  abstract checkAt(seen: Pick<Execution, 'id' | 'attempt'>, at: Date): Promise<void>;

  /** Notes that the engine was asked about them now. */
  abstract watched(ids: readonly string[], now: Date): Promise<void>;
}

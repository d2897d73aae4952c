import type { JsonObject } from '../../../shared/domain/json.js';
import type { RunConcurrency } from './concurrency.js';

/** Mistral's own states; IDLE until the engine has taken the execution on. */
export type ExecutionState = 'IDLE' | 'RUNNING' | 'PAUSED' | 'SUCCESS' | 'ERROR' | 'CANCELLED';

export const FINAL_STATES = ['SUCCESS', 'ERROR', 'CANCELLED'] as const satisfies readonly ExecutionState[];

export function isFinal(state: ExecutionState): boolean {
  return (FINAL_STATES as readonly ExecutionState[]).includes(state);
}

export const TRIGGER_KINDS = ['creation', 'manual', 'webhook', 'schedule', 'rerun'] as const;

export type TriggerKind = (typeof TRIGGER_KINDS)[number];

/** Why there is an execution, and of what. */
export interface ExecutionTrigger {
  readonly kind: TriggerKind;
  /** User id of who asked for it, of who made the schedule, or of the pipeline's owner where a webhook did. */
  readonly actor: string;
  /** Branch or tag, e.g. `refs/heads/main`; null: the repository's default branch. */
  readonly ref: string | null;
  /** Full hash; null: the head of the ref. */
  readonly commit: string | null;
  /** The webhook's delivery; absent where none started it. */
  readonly deliveryId?: string | null;
}

/**
 * Who ended it: the engine (it ran to its end, or was ended in the engine itself), a user, a deadline, a newer run that takes
 * its place, or the service for a reason of its own (the pipeline goes, its delegation is broken).
 */
export type EndedBy = 'engine' | 'user' | 'deadline' | 'superseded' | 'system';

/** Why it ended; every end has one. */
export interface ExecutionEnd {
  readonly by: EndedBy;
  /** The user, where one ended it. */
  readonly user: { readonly id: string; readonly name: string } | null;
  /** A sentence for people. */
  readonly reason: string;
}

/** One run of a pipeline's workbook. */
export interface Execution {
  /** Also the engine's id of it. */
  readonly id: string;
  readonly projectId: string;
  readonly pipelineId: string;
  /** For whom it acts while no request of the user's is there. */
  readonly delegationId: string;
  readonly workbookName: string;
  /** Null until the engine has taken it on. */
  readonly workbookDigest: string | null;
  readonly workflowName: string | null;
  readonly state: ExecutionState;
  /** Why it is in this state, for people; null where there is nothing to say. */
  readonly stateInfo: string | null;
  /** What somebody has to mend before it moves on, and since when; null while nothing is in its way. */
  readonly waitingFor: string | null;
  readonly waitingSince: Date | null;
  readonly trigger: ExecutionTrigger;
  /** 1, and one more with each re-run: of the same execution from where it failed, or of the one that this runs again. */
  readonly attempt: number;
  /** The execution that this one runs again from the start; null where it is none's. */
  readonly rerunOf: string | null;
  /** The definition that it is to run, whatever the workbook of that name says by now; null: the present one. */
  readonly pinnedDigest: string | null;
  /** Whether something was put into the engine for this execution alone, to be taken away after its end. */
  readonly engineCopy: boolean;
  /** The commit that the first checkout of its source found where none was named; null until then. */
  readonly resolvedCommit: string | null;
  /** Null until it ends. */
  readonly end: ExecutionEnd | null;
  /** The action that runs it again from where it failed, while that is under way: nobody else ends it meanwhile. */
  readonly reopening: string | null;
  /** Seconds that it, and each of its tasks, may run; null: as the service is set. */
  readonly runTimeout: number | null;
  readonly taskTimeout: number | null;
  /** When its time is over, and when it is to be looked at next for what is over; null while it does not run. */
  readonly deadlineAt: Date | null;
  readonly tasksDueAt: Date | null;
  /** Since when it is paused. */
  readonly pausedAt: Date | null;
  /** What the pipeline offers its workflow; the workflow takes the inputs that it declares. */
  readonly offeredInputs: JsonObject;
  /** What the user asked for by name; the workflow must declare it. */
  readonly givenInputs: JsonObject;
  /** What the workflow got; empty until the engine has taken it on. */
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
  /** Null: it waits for no other. */
  readonly concurrency: RunConcurrency | null;
  /** Its place in its group's queue; null where it has its slot, needs none or has ended. */
  readonly queuePlace: number | null;
  /** The newer execution that ends it; null where none does. */
  readonly supersededBy: string | null;
  /** Whether it has begun to deploy, or somebody approved it: it is not superseded then. */
  readonly hasDeployed: boolean;
  /** Token for the plan's private repository, for the stations only. */
  readonly repoToken: string | null;
  /** Of the request that started it, where that bore an Idempotency-Key. */
  readonly requestDigest: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly updatedAt: Date;
}

import type { JsonObject } from '../../../shared/domain/json.js';

/** Mistral's own states; IDLE until the engine has taken the execution on. */
export type ExecutionState = 'IDLE' | 'RUNNING' | 'PAUSED' | 'SUCCESS' | 'ERROR' | 'CANCELLED';

export const FINAL_STATES = ['SUCCESS', 'ERROR', 'CANCELLED'] as const satisfies readonly ExecutionState[];

export function isFinal(state: ExecutionState): boolean {
  return (FINAL_STATES as readonly ExecutionState[]).includes(state);
}

/** Why there is an execution, and of what. */
export interface ExecutionTrigger {
  readonly kind: 'creation' | 'manual' | 'webhook';
  /** User id of who asked for it, or of the pipeline's owner where a webhook did. */
  readonly actor: string;
  /** Branch or tag, e.g. `refs/heads/main`; null: the repository's default branch. */
  readonly ref: string | null;
  /** Full hash; null: the head of the ref. */
  readonly commit: string | null;
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
  /** What the pipeline offers its workflow; the workflow takes the inputs that it declares. */
  readonly offeredInputs: JsonObject;
  /** What the user asked for by name; the workflow must declare it. */
  readonly givenInputs: JsonObject;
  /** What the workflow got; empty until the engine has taken it on. */
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
  /** Token for the plan's private repository, for the stations only. */
  readonly repoToken: string | null;
  /** Of the request that started it, where that bore an Idempotency-Key. */
  readonly requestDigest: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly updatedAt: Date;
}

import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { State } from './states.js';

/**
 * Everything a run is: plain JSON, so that it can be kept, compared and taken up again in another process. The names
 * are those of Mistral's models (mistral/db/v2/sqlalchemy/models.py). Times are ISO 8601, ids are UUIDs.
 */
export interface RunState {
  readonly rootId: string;
  readonly projectId: string;
  /** The root and its sub-workflows, in order of creation. */
  readonly executions: Record<string, WorkflowExecution>;
  readonly tasks: Record<string, TaskExecution>;
  readonly actions: Record<string, ActionExecution>;
  readonly timers: Record<string, Timer>;
  /** About how many characters it has taken so far. */
  size?: number;
  /** What its expressions have cost so far. */
  expressionSteps?: number;
}

export interface WorkflowExecution {
  readonly id: string;
  /** `workbook.workflow` */
  readonly workflowName: string;
  readonly parentTaskId: string | null;
  /** Which item of a with-items task this is. */
  readonly index: number;
  readonly input: JsonObject;
  readonly params: JsonObject;
  /** `vars` and what was published with `global`. */
  readonly context: JsonObject;
  state: State;
  stateInfo: string | null;
  output: JsonObject;
  /** False for an attempt whose result no longer counts. */
  accepted: boolean;
  readonly taskIds: string[];
  /** Commands that were due while the execution was paused. */
  backlog: Command[];
  readonly createdAt: string;
  updatedAt: string;
}

export interface TaskExecution {
  readonly id: string;
  readonly executionId: string;
  readonly name: string;
  readonly type: 'ACTION' | 'WORKFLOW';
  state: State;
  stateInfo: string | null;
  inContext: JsonObject;
  published: JsonObject;
  /** Whether what follows from its end has been set going. */
  processed: boolean;
  errorHandled: boolean;
  /** Tasks that its end leads to, with the clause that says so. */
  nextTasks: [name: string, event: TransitionEvent | null][];
  runtime: TaskRuntime;
  /** Action executions, or sub-workflow executions of a WORKFLOW task, in order of creation. */
  readonly attemptIds: string[];
  readonly createdAt: string;
  updatedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

/** What the policies remember between events. */
export interface TaskRuntime {
  started?: boolean;
  waitedAfter?: boolean;
  retries?: number;
  concurrency?: number;
  items?: number;
}

export interface ActionExecution {
  readonly id: string;
  readonly taskId: string;
  /** As it is found: `std.echo`, or `workbook.action` for an ad-hoc one. */
  readonly name: string;
  readonly input: JsonObject;
  /** What runs in the end; an ad-hoc action rewrites name and input. */
  readonly base: { readonly name: string; readonly input: JsonObject };
  readonly index: number;
  state: State;
  output: JsonValue;
  accepted: boolean;
  /** The task has gone on without it: a late result changes nothing any more. */
  superseded: boolean;
  readonly createdAt: string;
  updatedAt: string;
}

export type TransitionEvent = 'on-success' | 'on-error' | 'on-complete';

/** What follows from the end of a task. */
export type Command =
  | { readonly run: string; readonly context: JsonObject; readonly event: TransitionEvent | null }
  | {
      readonly command: 'noop' | 'fail' | 'succeed' | 'pause';
      readonly message: string | null;
      readonly event: TransitionEvent | null;
    };

/** Something that happens to a task once time has passed. `at` is in milliseconds since the epoch. */
export type Timer = { readonly at: number; readonly taskId: string } & (
  | { readonly kind: 'continue' }
  | { readonly kind: 'complete'; readonly state: State; readonly stateInfo: string | null }
  | { readonly kind: 'timeout'; readonly seconds: number }
  | { readonly kind: 'compute'; readonly actionId: string }
);

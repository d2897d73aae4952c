import type { JsonObject, JsonValue } from '../../../shared/domain/json.js';

/**
 * For whom a call is made. The embedded engine uses `projectId` only; Mistral also needs a token, which is asked for
 * anew for each call, so that a run may outlive the token it was started with.
 */
export interface EngineScope {
  readonly projectId: string;
  /** A Keystone token of that project, valid now; never `refused`, one that a service has just answered 401 to. */
  token(refused?: string): Promise<string>;
}

/** The states of Mistral's workflow executions (mistral/workflow/states.py). */
export type EngineExecutionState = 'IDLE' | 'RUNNING' | 'PAUSED' | 'SUCCESS' | 'ERROR' | 'CANCELLED';

/** The states of Mistral's task and action executions. */
export type EngineTaskState =
  'IDLE' | 'WAITING' | 'RUNNING' | 'DELAYED' | 'PAUSED' | 'SUCCESS' | 'ERROR' | 'CANCELLED' | 'SKIPPED';

export const FINAL_ENGINE_STATES: ReadonlySet<string> = new Set(['SUCCESS', 'ERROR', 'CANCELLED', 'SKIPPED']);

export interface EngineDescription {
  /** `embedded`, `fake` or `mistral`. */
  readonly provider: string;
  readonly version: string;
}

export interface EngineWorkbook {
  readonly name: string;
  /** The DSL v2 document as it was sent. */
  readonly definition: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface WorkbookVerdict {
  readonly valid: boolean;
  /** Why it is refused, in the engine's own words; null where it is valid. */
  readonly error: string | null;
}

export interface StartExecution {
  /** Our own execution id: the engine uses it as its id, which makes starting idempotent. */
  readonly executionId: string;
  /** `workbook.workflow`, e.g. `build_deploy.main`. */
  readonly workflowName: string;
  readonly input: JsonObject;
  /** What `env()` answers inside the workflow; holds the station's address and credential. */
  readonly environment: JsonObject;
  readonly description: string;
  /** The workbook's document for this run alone, whatever the workbook of that name says by now; absent: the present one. */
  readonly definition?: string;
}

export interface EngineExecution {
  readonly id: string;
  readonly workflowName: string;
  readonly state: EngineExecutionState;
  readonly stateInfo: string | null;
  readonly input: JsonObject;
  readonly output: JsonObject;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface EngineTask {
  /** The engine's own id of this task execution (a loop or a re-run of a join makes several of one name). */
  readonly id: string;
  readonly name: string;
  /** The execution it belongs to: the root's id, or that of a sub-workflow. */
  readonly executionId: string;
  /** The task that runs the sub-workflow it belongs to; null in the root. */
  readonly parentTaskId: string | null;
  readonly workflowName: string;
  readonly type: 'ACTION' | 'WORKFLOW';
  readonly state: EngineTaskState;
  readonly stateInfo: string | null;
  /** The task's result as `task().result` sees it; null while there is none. */
  readonly result: JsonValue;
  readonly published: JsonObject;
  /** Action executions (or sub-workflow executions) so far: retries and items count each. */
  readonly attempts: number;
  readonly actionExecutionIds: readonly string[];
  /** The task in the engine's own API; null where the engine has none. */
  readonly url: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export interface ActionResult {
  readonly state: 'SUCCESS' | 'ERROR' | 'CANCELLED';
  /** An object: Mistral 15 refuses anything else (400). */
  readonly output: JsonObject;
}

/** An HTTP call of an asynchronous action (`std.mistral_http`), whose result the engine waits for. */
export interface AwaitedCall {
  readonly actionExecutionId: string;
  readonly taskId: string;
  /** As it was sent, or was to be sent: expressions are evaluated. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue;
  /** When the engine began to wait. */
  readonly since: Date;
}

/** A hint that something changed; `getExecution` and `listTasks` tell the truth. Hints may be lost or doubled. */
export interface EngineEvent {
  readonly executionId: string;
  readonly kind: 'execution' | 'task';
  readonly name: string;
  readonly state: string;
}

/**
 * The port to whatever interprets Mistral's DSL v2. Three adapters keep one contract (test/contract): Mistral itself,
 * the embedded interpreter, and the fake for functional tests.
 *
 * Order of calls: `saveWorkbook`, then `startExecution` of one of its workflows, then the rest. Every call may be
 * repeated: starting, saving, deleting, controlling and completing are idempotent. Calls for one execution may come
 * concurrently and from several processes; the engine serialises them.
 *
 * When the engine is away every call throws `DomainError('unavailable', 'engine.unavailable')` and has had no effect
 * the caller needs to undo; asking again is right. What is not there, or belongs to another project, is
 * `DomainError('not_found', 'engine.…')`.
 */
export abstract class WorkflowEngine {
  abstract describe(): Promise<EngineDescription>;

  /** Resolves when the engine can take work now; throws `unavailable` else. */
  abstract ping(): Promise<void>;

  /** Checks a workbook without keeping it. A wrong one is an answer, not an error. */
  abstract validateWorkbook(scope: EngineScope, definition: string): Promise<WorkbookVerdict>;

  /** In order of name; the project's own only. */
  abstract listWorkbooks(scope: EngineScope): Promise<EngineWorkbook[]>;

  abstract findWorkbook(scope: EngineScope, name: string): Promise<EngineWorkbook | undefined>;

  /** Creates the workbook, or replaces the one of that name. Throws `invalid` (`workbook.invalid`) where the DSL is wrong. */
  abstract saveWorkbook(scope: EngineScope, definition: string): Promise<EngineWorkbook>;

  /** Running executions go on with the definition they were started with. Deleting what is gone does nothing. */
  abstract deleteWorkbook(scope: EngineScope, name: string): Promise<void>;

  /**
   * Starts the workflow under our id, once: a second call with the same id answers the first one's execution. Returns
   * when the start is durable, before the first task has run. Unknown workflow: `not_found`
   * (`engine.workflow_not_found`); wrong input: `invalid` (`engine.input_invalid`) naming the missing and unexpected.
   */
  abstract startExecution(scope: EngineScope, request: StartExecution): Promise<EngineExecution>;

  abstract getExecution(scope: EngineScope, executionId: string): Promise<EngineExecution>;

  /** All tasks of the execution and its sub-workflows, in order of creation. */
  abstract listTasks(scope: EngineScope, executionId: string): Promise<EngineTask[]>;

  /** No new task starts until `resumeExecution`; running actions go on and their results are kept. */
  abstract pauseExecution(scope: EngineScope, executionId: string): Promise<EngineExecution>;

  abstract resumeExecution(scope: EngineScope, executionId: string): Promise<EngineExecution>;

  /**
   * Ends the execution in CANCELLED with `reason` as its state_info. Asynchronous work already sent out is the
   * caller's to stop. A final state is final: cancelling what has ended answers it unchanged.
   */
  abstract cancelExecution(scope: EngineScope, executionId: string, reason: string): Promise<EngineExecution>;

  /**
   * Takes away what `startExecution` put into the engine for this run alone (`definition`); only after its end. Starting it
   * again, which is what precedes a `rerunTask` then, puts it back. Does nothing where there is nothing.
   */
  abstract releaseDefinition(scope: EngineScope, executionId: string): Promise<void>;

  /**
   * Takes away what is kept of runs that have ended and that nobody will ask for again; whosever they are, also where some are
   * gone. An engine that ends what it keeps by rules of its own does nothing.
   */
  abstract forgetExecutions(executionIds: readonly string[]): Promise<void>;

  /**
   * Runs a task in ERROR again (its finished siblings are not repeated) and the execution goes on; also where that runs already
   * because another failed task of it was run again. `conflict` else.
   */
  abstract rerunTask(scope: EngineScope, executionId: string, taskId: string): Promise<EngineExecution>;

  /**
   * Hands in the result of an asynchronous action. The first result wins; the same call again is quietly accepted.
   * Unknown action execution: `not_found` (`engine.action_not_found`).
   */
  abstract completeAction(scope: EngineScope, actionExecutionId: string, result: ActionResult): Promise<void>;

  /**
   * The calls that the execution and its sub-workflows wait for; none once it has ended. The engine does not know whether
   * a call has reached anybody: Mistral 15 waits for ever where it was refused, or died with the executor. What an action
   * from outside of its workbooks sends is not known here and left out.
   */
  abstract awaitedCalls(scope: EngineScope, executionId: string): Promise<AwaitedCall[]>;

  /** Subscribes to hints; returns how to unsubscribe. */
  abstract onEvent(listener: (event: EngineEvent) => void): () => void;
}

import type { JsonObject } from '../../../../shared/domain/json.js';
import { ActionOutcome, ActionSignature } from '../../domain/interpreter/index.js';
import { Parameter } from '../../domain/language/index.js';

/** For which task an action runs. */
export interface ActionContext {
  readonly actionExecutionId: string;
  readonly taskId: string;
  readonly workflowExecutionId: string;
  readonly projectId: string;
  readonly workflowName: string;
  readonly taskName: string;
  /** As the task names it: an ad-hoc action, or the action itself; and what the task gave it. */
  readonly actionName: string;
  readonly actionInput: JsonObject;
  /** The workflow's variables, and what `env()` answers. */
  readonly variables: JsonObject;
  readonly environment: JsonObject;
  /** Aborts when the result is not wanted any more. */
  readonly signal: AbortSignal;
}

/** A Mistral action: a name, its parameters, and what it does. Throwing is an outcome too: ERROR with the message. */
export interface ActionPlugin extends ActionSignature {
  /** Undefined where the work has been handed over and its result comes by `completeAction`. */
  run(input: JsonObject, context: ActionContext): Promise<ActionOutcome | undefined>;
}

export function required(name: string): Parameter {
  return { name, required: true, default: null };
}

export function optional(name: string): Parameter {
  return { name, required: false, default: null };
}

/** What a plugin that threw has ended in, in the words of Mistral's executor. */
export function raised(action: string, context: ActionContext, error: unknown): ActionOutcome {
  const message = error instanceof Error ? error.message : String(error);
  return {
    state: 'ERROR',
    output: `The action raised an exception [action=${action}, action_ex_id=${context.actionExecutionId}, msg='${message}']`,
  };
}

import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { Allowance } from './allowance.js';

/** What `tasks()` asks for; an absent or null key does not narrow. */
export interface TasksFilter {
  readonly workflowExecutionId?: string | null;
  /** Also the tasks of the sub-workflows. */
  readonly recursive?: boolean;
  readonly state?: string | null;
  /** Only the tasks that stand at the end: those that started no sub-workflow. */
  readonly flat?: boolean;
}

/** What `executions()` asks for; an absent or null key does not narrow. */
export interface ExecutionsFilter {
  readonly id?: string | null;
  readonly rootExecutionId?: string | null;
  readonly state?: string | null;
  /** Created at or after this moment, as the expression wrote it. */
  readonly fromTime?: string | null;
  /** Created before this moment, as the expression wrote it. */
  readonly toTime?: string | null;
}

/**
 * What Mistral's own functions ask of the running workflow. Everything is plain JSON, in the shapes of
 * mistral/expressions/std_functions.py.
 */
export interface WorkflowView {
  /**
   * `task()` is the task being evaluated, `task('x')` the last execution of that name: id, name, spec, state,
   * state_info, result, published, type, workflow_execution_id, created_at, updated_at. Unknown or absent: null.
   */
  task(name?: string): JsonObject | null;
  tasks(filter: TasksFilter): JsonValue;
  /** id, name, spec, input, start_params, state, state_info, output, created_at, updated_at, root_execution_id. */
  execution(id?: string): JsonObject | null;
  executions(filter: ExecutionsFilter): JsonValue;
  /** `env()`. */
  environment(): JsonObject;
  /** The variables published with `global`, for `global(name)`. */
  globals(): JsonObject;
}

/** How much one expression may cost. An expression that exceeds a limit fails with an `ExpressionError`. */
export interface ExpressionLimits {
  /** Evaluated nodes and produced items. */
  readonly steps: number;
  readonly milliseconds: number;
  /** Characters of any one text, and items of any one list. */
  readonly characters: number;
  readonly items: number;
}

/** Everything an expression can see. */
export interface ExpressionContext {
  /** `$` in YAQL, `_` in Jinja2. */
  readonly data: JsonObject;
  readonly workflow: WorkflowView;
  readonly now: () => Date;
  readonly limits?: Partial<ExpressionLimits>;
  /** Shared with the other expressions of the same step. */
  readonly allowance?: Allowance;
}

import { isJsonObject, JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { evaluate, ExpressionContext } from '../expressions/index.js';
import { Interpretation } from './interpretation.js';
import { TaskExecution, WorkflowExecution } from './run-state.js';
import { RunView } from './workflow-view.js';

/** Merges mappings into each other, all the way down; elsewhere `right` wins. */
export function mergeDeep(left: JsonObject, right: JsonObject): JsonObject {
  const merged: JsonObject = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const existing = Object.hasOwn(merged, key) ? merged[key] : undefined;
    const together = isJsonObject(existing) && isJsonObject(value) ? mergeDeep(existing, value) : value;
    // An assignment would take a key `__proto__` for the prototype.
    Object.defineProperty(merged, key, {
      value: together,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return merged;
}

/** Makes variables visible in the whole execution. */
export function publishGlobally(execution: WorkflowExecution, variables: JsonObject): void {
  const merged = mergeDeep(execution.context, variables);
  for (const [key, value] of Object.entries(merged)) {
    Object.defineProperty(execution.context, key, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
}

/** What the tasks after this one see. */
export function outboundContext(task: TaskExecution): JsonObject {
  return { ...task.inContext, ...task.published };
}

/** What a task sees that several tasks lead to. */
export function upstreamContext(upstream: readonly TaskExecution[]): JsonObject {
  const contexts = upstream.map(outboundContext).reduce(mergeDeep, {});
  return upstream.map(({ published }) => published).reduce(mergeDeep, contexts);
}

/** Evaluates a template for a task; `extra` is seen before everything else. */
export function evaluateForTask(
  run: Interpretation,
  task: TaskExecution,
  template: JsonValue,
  extra: JsonObject = {},
): JsonValue {
  const execution = run.execution(task.executionId);
  const data = { ...workflowData(run, execution), ...task.inContext, ...extra, ...marker(task) };
  return evaluate(template, contextOf(run, execution, task, data));
}

/** Evaluates a template for the workflow as a whole, with the variables its tasks left. */
export function evaluateForExecution(
  run: Interpretation,
  execution: WorkflowExecution,
  template: JsonValue,
  variables: JsonObject = {},
): JsonValue {
  const data = { ...workflowData(run, execution), ...variables };
  return evaluate(template, contextOf(run, execution, null, data));
}

/** Evaluates a template that sees nothing but the given data, beside Mistral's functions. */
export function evaluateAlone(
  run: Interpretation,
  task: TaskExecution,
  template: JsonValue,
  data: JsonValue,
): JsonValue {
  const execution = run.execution(task.executionId);
  return evaluate(template, contextOf(run, execution, task, data as JsonObject));
}

function workflowData(run: Interpretation, execution: WorkflowExecution): JsonObject {
  return { ...execution.input, ...execution.context, __env: run.environment };
}

function marker(task: TaskExecution): JsonObject {
  return { __task_execution: { id: task.id, name: task.name } };
}

function contextOf(
  run: Interpretation,
  execution: WorkflowExecution,
  task: TaskExecution | null,
  data: JsonObject,
): ExpressionContext {
  return { data, workflow: new RunView(run, execution, task), now: run.deps.now, allowance: run.allowance };
}

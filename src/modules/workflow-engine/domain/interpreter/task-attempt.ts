import { isJsonObject, JsonObject } from '../../../../shared/domain/json.js';
import { pythonRepr, pythonStr } from '../language/index.js';
import { resolveAction } from './ad-hoc.js';
import { evaluateForTask } from './data-flow.js';
import { DefinedWorkflow } from './definition.js';
import { startWorkflow } from './execution-start.js';
import { Interpretation } from './interpretation.js';
import { ActionExecution, TaskExecution } from './run-state.js';
import { RUN_LIMITS } from './run-limits.js';
import { dueItems, itemsOf } from './with-items.js';
import { WorkflowError } from './workflow-error.js';

/** Starts the task's action or sub-workflow, or as many of its items as may run now. */
export function startAttempts(run: Interpretation, task: TaskExecution): void {
  const { withItems } = run.specOf(task);
  if (!withItems) {
    startAttempt(run, task, {}, 0);
    return;
  }
  const items = itemsOf(run, task, withItems);
  if (items.length > RUN_LIMITS.items) {
    throw new WorkflowError(`There are ${items.length} items, at most ${RUN_LIMITS.items} are possible.`);
  }
  task.runtime.items = items.length;
  if (items.length === 0) {
    run.later({ job: 'complete_task', taskId: task.id, state: 'SUCCESS', stateInfo: null });
  }
  for (const index of dueItems(run, task, items.length)) {
    // As in Mistral a variable of the branch hides the item of the same name.
    startAttempt(run, task, { ...items[index], ...task.inContext }, index);
  }
}

function startAttempt(run: Interpretation, task: TaskExecution, extra: JsonObject, index: number): void {
  const spec = run.specOf(task);
  const input = attemptInput(run, task, extra);
  if (spec.workflow !== undefined) {
    startSubWorkflow(run, task, nameOf(run, task, spec.workflow), input, index);
    return;
  }
  startAction(run, task, nameOf(run, task, spec.action ?? '') || 'std.noop', input, index);
}

/** As in Mistral the items are not seen here. */
function nameOf(run: Interpretation, task: TaskExecution, template: string): string {
  return pythonStr(evaluateForTask(run, task, template) ?? '');
}

function attemptInput(run: Interpretation, task: TaskExecution, extra: JsonObject): JsonObject {
  const spec = run.specOf(task);
  const input = evaluateForTask(run, task, spec.input, extra);
  if (!isJsonObject(input)) {
    throw new WorkflowError(
      `Wrong dynamic input for task: ${task.name}. Dict type is expected. Actual value: ${pythonRepr(input)}`,
    );
  }
  const defaults = run.environment.__actions;
  const ofAction = isJsonObject(defaults) && spec.action ? defaults[spec.action] : undefined;
  return isJsonObject(ofAction) ? { ...ofAction, ...input } : input;
}

function startAction(
  run: Interpretation,
  task: TaskExecution,
  name: string,
  input: JsonObject,
  index: number,
): void {
  const resolved = resolveAction(run, task, name, input);
  run.addPart();
  run.keep(input, 'input');
  run.keep(resolved.base.input, 'input');
  const id = run.deps.newId();
  const action: ActionExecution = {
    id,
    taskId: task.id,
    ...resolved,
    input,
    index,
    state: 'RUNNING',
    output: null,
    accepted: false,
    superseded: false,
    createdAt: run.now,
    updatedAt: run.now,
  };
  run.state.actions[id] = action;
  task.attemptIds.push(id);
  run.startAction(action);
}

/** As in Mistral, what the sub-workflow does not declare as input becomes a parameter of its execution. */
function startSubWorkflow(
  run: Interpretation,
  task: TaskExecution,
  name: string,
  given: JsonObject,
  index: number,
): void {
  const target = findWorkflow(run, task, name);
  const declared = new Set(target.workflow.input.map((parameter) => parameter.name));
  const entries = Object.entries(given);
  startWorkflow(run, target, {
    id: run.deps.newId(),
    parentTaskId: task.id,
    index,
    input: Object.fromEntries(entries.filter(([key]) => declared.has(key))),
    params: {
      root_execution_id: run.state.rootId,
      task_execution_id: task.id,
      index,
      namespace: '',
      ...Object.fromEntries(entries.filter(([key]) => !declared.has(key))),
    },
  });
}

function findWorkflow(run: Interpretation, task: TaskExecution, name: string): DefinedWorkflow {
  const { workbook } = run.workflowOf(run.execution(task.executionId));
  const { definition } = run.deps;
  const found = definition.findWorkflow(`${workbook}.${name}`) ?? definition.findWorkflow(name);
  if (!found) throw new WorkflowError(`Failed to find workflow [name=${name}] [namespace=]`);
  return found;
}

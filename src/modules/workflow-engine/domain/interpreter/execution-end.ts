import type { JsonObject } from '../../../../shared/domain/json.js';
import { pythonRepr, pythonStr } from '../language/index.js';
import { evaluateForExecution, mergeDeep } from './data-flow.js';
import { directFinalContext, truthy } from './direct-workflow.js';
import { Interpretation } from './interpretation.js';
import { reverseFinalContext } from './reverse-workflow.js';
import { LimitExceeded, RUN_LIMITS } from './run-limits.js';
import { TaskExecution, WorkflowExecution } from './run-state.js';
import { isCompleted, mayFollow, State } from './states.js';
import { WorkflowError } from './workflow-error.js';

/** Throws `WorkflowError` where the state may not follow the present one. */
export function setExecutionState(
  run: Interpretation,
  execution: WorkflowExecution,
  state: State,
  stateInfo: string | null,
): void {
  if (!mayFollow(execution.state, state)) {
    throw new WorkflowError(
      `Can't change workflow execution state from ${execution.state} to ${state}. ` +
        `[workflow=${execution.workflowName}, execution_id=${execution.id}]`,
    );
  }
  execution.state = state;
  execution.stateInfo = run.reason(stateInfo);
  execution.updatedAt = run.now;
  run.effects.push({ kind: 'changed', what: 'execution', name: execution.workflowName, state });
  if (isCompleted(state)) settle(run, execution);
}

/** Nothing of an ended execution happens by itself any more. */
function settle(run: Interpretation, execution: WorkflowExecution): void {
  execution.backlog = [];
  execution.accepted = true;
  run.clearTimersOf(execution);
  for (const task of run.tasksOf(execution)) {
    if (!isCompleted(task.state)) cancelActions(run, task);
  }
  if (execution.parentTaskId !== null) run.later({ job: 'execution_ended', executionId: execution.id });
}

/** Lets go of what the task still has running. */
export function cancelActions(run: Interpretation, task: TaskExecution): void {
  if (task.type !== 'ACTION') return;
  for (const id of task.attemptIds) {
    if (!isCompleted(run.action(id).state)) run.effects.push({ kind: 'cancel_action', actionId: id });
  }
}

/** Ends the execution once all its tasks have ended. */
export function checkCompletion(run: Interpretation, execution: WorkflowExecution): void {
  if (execution.state === 'PAUSED' || isCompleted(execution.state)) return;
  // What is still going on mostly stands at the end of a long list.
  if (execution.taskIds.findLast((id) => !isCompleted(run.task(id).state)) !== undefined) return;
  if (run.isToDispatch(execution)) return;
  const tasks = run.tasksOf(execution);
  try {
    const cancelled = tasks.filter(({ state }) => state === 'CANCELLED');
    const failed = tasks.filter(({ state, errorHandled }) => state === 'ERROR' && !errorHandled);
    if (cancelled.length > 0) cancel(run, execution, `Cancelled tasks: ${names(cancelled)}`);
    else if (failed.length > 0) fail(run, execution, failureMessage(run, failed));
    else succeed(run, execution, finalContext(run, execution), null);
  } catch (error) {
    if (error instanceof LimitExceeded) throw error;
    const { id, workflowName } = execution;
    fail(
      run,
      execution,
      `Failed to check and complete [wf_ex_id=${id}, wf_name=${workflowName}]: ${(error as Error).message}`,
    );
  }
}

/** Ends the execution whatever its tasks do. Cancelling also ends the sub-workflows. */
export function stop(
  run: Interpretation,
  execution: WorkflowExecution,
  state: State,
  message: string | null,
): void {
  if (state === 'SUCCESS') succeed(run, execution, finalContextOrNothing(run, execution), message);
  if (state === 'ERROR') fail(run, execution, message);
  if (state !== 'CANCELLED') return;
  cancel(run, execution, message);
  for (const sub of run.subExecutionsOf(execution)) {
    if (!isCompleted(sub.state)) stop(run, sub, state, message);
  }
}

/** Ends the run as it stands, because it has become too large: the root, then what is below it. */
export function cutOff(run: Interpretation, message: string): void {
  const others = Object.values(run.state.executions).filter(({ id }) => id !== run.state.rootId);
  for (const execution of [run.root, ...others]) {
    if (isCompleted(execution.state)) continue;
    setExecutionState(run, execution, 'ERROR', message);
    execution.output = { result: message };
  }
}

function succeed(
  run: Interpretation,
  execution: WorkflowExecution,
  context: JsonObject,
  message: string | null,
): void {
  const { workflow } = run.workflowOf(execution);
  const output = outputOf(run, execution, workflow.output, context);
  setExecutionState(run, execution, 'SUCCESS', message);
  execution.output = output;
}

function fail(run: Interpretation, execution: WorkflowExecution, message: string | null): void {
  if (execution.state === 'PAUSED' || isCompleted(execution.state)) return;
  const { workflow } = run.workflowOf(execution);
  let output: JsonObject = {};
  let stateInfo = message;
  try {
    output = outputOf(run, execution, workflow.outputOnError, finalContextOrNothing(run, execution));
  } catch (error) {
    stateInfo =
      `Failed to evaluate expression in output-on-error! (output-on-error: '${pythonRepr(workflow.outputOnError)}', ` +
      `exception: '${(error as Error).message}' Cause: '${message}'`;
  }
  setExecutionState(run, execution, 'ERROR', stateInfo);
  execution.output = mergeDeep({ result: execution.stateInfo }, output);
}

function cancel(run: Interpretation, execution: WorkflowExecution, message: string | null): void {
  if (isCompleted(execution.state)) return;
  setExecutionState(run, execution, 'CANCELLED', message);
  execution.output = { result: message };
}

/** What the template says, or all variables where there is none. */
function outputOf(
  run: Interpretation,
  execution: WorkflowExecution,
  template: JsonObject | undefined,
  context: JsonObject,
): JsonObject {
  const output = template && evaluateForExecution(run, execution, template, context);
  const result = truthy(output) ? (output as JsonObject) : context;
  run.keep(result, 'output');
  return result;
}

function finalContext(run: Interpretation, execution: WorkflowExecution): JsonObject {
  const { workflow } = run.workflowOf(execution);
  return workflow.type === 'direct'
    ? directFinalContext(run, execution)
    : reverseFinalContext(run, execution);
}

function finalContextOrNothing(run: Interpretation, execution: WorkflowExecution): JsonObject {
  try {
    return finalContext(run, execution);
  } catch {
    return {};
  }
}

function names(tasks: readonly TaskExecution[]): string {
  return byName(tasks)
    .map(({ name }) => name)
    .join(', ');
}

function byName(tasks: readonly TaskExecution[]): TaskExecution[] {
  return tasks.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function failureMessage(run: Interpretation, failed: readonly TaskExecution[]): string {
  let message = `Failure caused by error in tasks: ${names(failed)}\n`;
  for (const task of byName(failed)) {
    if (message.length > RUN_LIMITS.reasonCharacters) break;
    message += `\n  ${task.name} [task_ex_id=${task.id}] -> ${pythonStr(task.stateInfo)}\n`;
    message += failedAttempts(run, task).join('');
  }
  return message;
}

function failedAttempts(run: Interpretation, task: TaskExecution): string[] {
  const label = task.type === 'ACTION' ? 'action_ex_id' : 'wf_ex_id';
  return run.attemptsOf(task).flatMap((attempt, index) => {
    if (attempt.state !== 'ERROR') return [];
    const result = 'taskIds' in attempt ? attempt.output.result : attempt.output;
    return [`    [${label}=${attempt.id}, idx=${index}]: ${pythonStr(result ?? null)}\n`];
  });
}

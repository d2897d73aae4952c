import type { JsonValue } from '../../../../shared/domain/json.js';
import { pythonStr } from '../language/index.js';
import { transformedOutput } from './ad-hoc.js';
import { directCommands, truthy } from './direct-workflow.js';
import { cancelActions, stop } from './execution-end.js';
import { Interpretation } from './interpretation.js';
import { applyAfterEnd } from './policies.js';
import { publishVariables } from './publish-variables.js';
import { reverseCommands } from './reverse-workflow.js';
import { ActionExecution, Command, TaskExecution, WorkflowExecution } from './run-state.js';
import { isCompleted, State } from './states.js';
import { startAttempts } from './task-attempt.js';
import { itemsVerdict } from './with-items.js';

/** Takes an action's result in; the task may end by it. The first result counts. */
export function takeResult(
  run: Interpretation,
  action: ActionExecution,
  state: State,
  output: JsonValue,
): void {
  if (isCompleted(action.state)) return;
  const task = run.task(action.taskId);
  action.state = state;
  action.updatedAt = run.now;
  const shown = state === 'SUCCESS' ? transformedOutput(run, task, action, output) : output;
  run.keep(shown, 'output');
  action.output = shown;
  if (action.superseded) return;
  action.accepted = true;
  attemptEnded(run, task, state, action.output);
}

/** Takes the end of a sub-workflow in. */
export function takeSubWorkflow(run: Interpretation, execution: WorkflowExecution): void {
  if (execution.parentTaskId === null) return;
  const task = run.task(execution.parentTaskId);
  attemptEnded(run, task, execution.state, execution.output.result ?? null);
}

function attemptEnded(run: Interpretation, task: TaskExecution, state: State, result: JsonValue): void {
  if (isCompleted(task.state)) return;
  if (!run.specOf(task).withItems) {
    const stateInfo = state === 'SUCCESS' || !truthy(result) ? null : pythonStr(result);
    complete(run, task, state, stateInfo);
    return;
  }
  const verdict = itemsVerdict(run, task);
  if (verdict) complete(run, task, verdict.state, verdict.stateInfo);
  else if (task.runtime.concurrency && task.state === 'RUNNING') startAttempts(run, task);
}

/** The deadline has passed: whatever the task still has running is let go. */
export function timeOut(run: Interpretation, task: TaskExecution, seconds: number): void {
  if (isCompleted(task.state)) return;
  const message = `Task timed out [timeout(s)=${seconds}].`;
  cancelActions(run, task);
  for (const attempt of run.attemptsOf(task)) {
    if (isCompleted(attempt.state)) continue;
    if ('superseded' in attempt) attempt.superseded = true;
  }
  complete(run, task, 'ERROR', message);
  for (const attempt of run.attemptsOf(task)) {
    if ('taskIds' in attempt && !isCompleted(attempt.state)) stop(run, attempt, 'CANCELLED', message);
  }
}

/** Ends a task: publishes, applies the policies, and sets going what follows. */
export function complete(
  run: Interpretation,
  task: TaskExecution,
  state: State,
  stateInfo: string | null,
): void {
  if (isCompleted(task.state)) return;
  run.setTaskState(task, state, stateInfo);
  publishVariables(run, task);
  dropResult(run, task);
  if (isCompleted(run.execution(task.executionId).state)) return;
  applyAfterEnd(run, task);
  if (isCompleted(task.state)) goOn(run, task);
}

function dropResult(run: Interpretation, task: TaskExecution): void {
  // As in Mistral an expression is not looked into: only `false` itself drops the result.
  if (run.specOf(task).keepResult !== false || task.type === 'WORKFLOW') return;
  for (const id of task.attemptIds) run.action(id).output = null;
}

function goOn(run: Interpretation, task: TaskExecution): void {
  const execution = run.execution(task.executionId);
  const commands = commandsAfter(run, task);
  task.nextTasks = commands.flatMap((command) => ('run' in command ? [[command.run, command.event]] : []));
  task.errorHandled = task.state === 'ERROR' && commands.some(({ event }) => event === 'on-error');
  if (execution.state === 'PAUSED') return;
  task.processed = true;
  run.later({ job: 'dispatch', executionId: execution.id, commands });
  run.later({ job: 'refresh_joins', executionId: execution.id });
  run.later({ job: 'check_completion', executionId: execution.id });
}

/** What follows from the end of the task. */
export function commandsAfter(run: Interpretation, task: TaskExecution): Command[] {
  const execution = run.execution(task.executionId);
  const { workflow } = run.workflowOf(execution);
  return workflow.type === 'direct' ? directCommands(run, task) : reverseCommands(run, execution);
}

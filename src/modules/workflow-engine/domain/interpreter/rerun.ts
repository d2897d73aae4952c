import { setExecutionState } from './execution-end.js';
import { guarded } from './guarded.js';
import { Interpretation } from './interpretation.js';
import { TaskExecution, WorkflowExecution } from './run-state.js';
import { isCompleted } from './states.js';
import { rerunTask } from './task-start.js';
import { WorkflowError } from './workflow-error.js';

/** Runs a failed task again, and takes its execution and those above it up again. */
export function rerun(run: Interpretation, task: TaskExecution, reset: boolean): void {
  const execution = run.execution(task.executionId);
  if (execution.state === 'PAUSED') return;
  if (task.state !== 'ERROR') {
    throw new WorkflowError(`Only a task in ERROR can be run again [task=${task.name}, state=${task.state}]`);
  }
  if (!reset && !run.specOf(task).withItems) {
    throw new WorkflowError('Only with-items task has the option to not reset.');
  }
  const line = [execution, ...ancestorsOf(run, execution)];
  const ended = line.find(({ state }) => state === 'SUCCESS');
  if (ended) setExecutionState(run, ended, 'RUNNING', null);
  // What runs already has been taken up by the re-run of another task: its actions are under way.
  for (const each of line.filter(({ state }) => state !== 'RUNNING')) reopen(run, each);
  guarded(run, task, 'run task', () => rerunTask(run, task, reset));
  run.later({ job: 'refresh_joins', executionId: execution.id });
}

function ancestorsOf(run: Interpretation, execution: WorkflowExecution): WorkflowExecution[] {
  if (execution.parentTaskId === null) return [];
  const parent = run.execution(run.task(execution.parentTaskId).executionId);
  return [parent, ...ancestorsOf(run, parent)];
}

function reopen(run: Interpretation, execution: WorkflowExecution): void {
  setExecutionState(run, execution, 'RUNNING', null);
  execution.accepted = false;
  execution.output = {};
  for (const task of run.tasksOf(execution)) takeUp(run, task);
  if (execution.parentTaskId === null) return;
  const parent = run.task(execution.parentTaskId);
  parent.processed = false;
  parent.errorHandled = false;
  run.setTaskState(parent, 'RUNNING', null);
}

/** What the end of the execution had cut off goes on: delays are over, actions that were let go run again. */
function takeUp(run: Interpretation, task: TaskExecution): void {
  if (isCompleted(task.state)) {
    task.processed = true;
    return;
  }
  if (task.state === 'DELAYED' || task.state === 'IDLE') {
    run.later({ job: 'continue_task', taskId: task.id });
    return;
  }
  for (const attempt of run.attemptsOf(task)) {
    if ('superseded' in attempt && !attempt.superseded && !isCompleted(attempt.state)) {
      run.startAction(attempt, true);
    }
  }
}

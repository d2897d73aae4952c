import { Interpretation } from './interpretation.js';
import { pauseExecution } from './pause.js';
import { resumeExecution } from './resume.js';
import { ActionExecution } from './run-state.js';
import { isCompleted } from './states.js';

/** An asynchronous action says that it stands still (the execution pauses with it) or goes on. */
export function updateAction(
  run: Interpretation,
  action: ActionExecution,
  state: 'PAUSED' | 'RUNNING',
): void {
  if (isCompleted(action.state)) return;
  const task = run.task(action.taskId);
  const execution = run.execution(task.executionId);
  action.state = state;
  action.updatedAt = run.now;
  if (state === 'PAUSED') {
    if (task.state === 'RUNNING') run.setTaskState(task, 'PAUSED', null);
    pauseExecution(run, execution, null);
    return;
  }
  if (run.attemptsOf(task).some((attempt) => attempt.state === 'PAUSED')) return;
  if (task.state === 'PAUSED') run.setTaskState(task, 'RUNNING', null);
  if (run.tasksOf(execution).every((each) => each.state !== 'PAUSED')) resumeExecution(run, execution);
}

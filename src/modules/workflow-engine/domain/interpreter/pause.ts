import { setExecutionState } from './execution-end.js';
import { Interpretation } from './interpretation.js';
import { WorkflowExecution } from './run-state.js';
import { isCompleted } from './states.js';

/** Pauses an execution with its sub-workflows, and those it is a sub-workflow of. */
export function pauseExecution(
  run: Interpretation,
  execution: WorkflowExecution,
  message: string | null,
): void {
  if (execution.state === 'PAUSED') return;
  setExecutionState(run, execution, 'PAUSED', message);
  for (const sub of run.subExecutionsOf(execution)) {
    if (!isCompleted(sub.state)) pauseExecution(run, sub, null);
  }
  if (execution.parentTaskId === null) return;
  const parent = run.task(execution.parentTaskId);
  if (parent.state === 'RUNNING') run.setTaskState(parent, 'PAUSED', null);
  pauseExecution(run, run.execution(parent.executionId), null);
}

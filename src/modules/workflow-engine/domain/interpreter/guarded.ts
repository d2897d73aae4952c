import { Interpretation } from './interpretation.js';
import { LimitExceeded } from './run-limits.js';
import { TaskExecution } from './run-state.js';

/**
 * Does something for a task. Where that cannot be done as it is written (an expression that fails, an unknown
 * action), the task and its whole execution fail, whatever its on-error says: it is the workflow that is wrong.
 */
export function guarded(
  run: Interpretation,
  task: TaskExecution,
  doing: 'run task' | 'handle action completion' | 'complete task' | 'continue workflow',
  work: () => void,
  action?: string,
): void {
  try {
    work();
  } catch (error) {
    if (error instanceof LimitExceeded) throw error;
    const workflowName = run.execution(task.executionId).workflowName;
    const where = `wf=${workflowName}, task=${task.name}${action === undefined ? '' : `, action=${action}`}`;
    const message = `Failed to ${doing} [error=${(error as Error).message}, ${where}]:`;
    run.setTaskState(task, 'ERROR', message);
    task.processed = true;
    run.later({ job: 'fail', executionId: task.executionId, message });
  }
}

import type { JsonObject } from '../../../../shared/domain/json.js';
import { mergeDeep } from './data-flow.js';
import { setExecutionState } from './execution-end.js';
import { guarded } from './guarded.js';
import { Interpretation } from './interpretation.js';
import { Command, WorkflowExecution } from './run-state.js';
import { isCompleted } from './states.js';
import { commandsAfter } from './task-end.js';

/** Lets a paused execution go on where it stood, with its sub-workflows and those it is a sub-workflow of. */
export function resumeExecution(run: Interpretation, execution: WorkflowExecution): void {
  if (execution.state !== 'PAUSED' && execution.state !== 'IDLE') return;
  setExecutionState(run, execution, 'RUNNING', null);
  for (const sub of run.subExecutionsOf(execution)) resumeExecution(run, sub);
  resumeParent(run, execution);
  const commands = [...execution.backlog, ...dueCommands(run, execution)];
  execution.backlog = [];
  for (const task of run.tasksOf(execution)) {
    if (task.state === 'IDLE') run.later({ job: 'continue_task', taskId: task.id });
  }
  run.later({ job: 'dispatch', executionId: execution.id, commands });
  run.later({ job: 'refresh_joins', executionId: execution.id });
  run.later({ job: 'check_completion', executionId: execution.id });
}

function resumeParent(run: Interpretation, execution: WorkflowExecution): void {
  if (execution.parentTaskId === null) return;
  const task = run.task(execution.parentTaskId);
  if (run.attemptsOf(task).some(({ state }) => state === 'PAUSED')) return;
  if (task.state === 'PAUSED') run.setTaskState(task, 'RUNNING', null);
  const parent = run.execution(task.executionId);
  if (run.tasksOf(parent).some(({ state }) => state === 'PAUSED')) return;
  resumeExecution(run, parent);
}

/** What follows from the tasks that ended during the pause; a `pause` among it has had its time. */
function dueCommands(run: Interpretation, execution: WorkflowExecution): Command[] {
  const commands: Command[] = [];
  for (const task of run.tasksOf(execution)) {
    if (!isCompleted(task.state) || task.processed) continue;
    task.processed = true;
    guarded(run, task, 'continue workflow', () => {
      commands.push(
        ...commandsAfter(run, task).filter((each) => !('command' in each && each.command === 'pause')),
      );
    });
  }
  return commands;
}

/** What `env()` answers from now on. */
export function updateEnvironment(run: Interpretation, env: JsonObject | undefined): void {
  if (env) run.root.params.env = mergeDeep(run.environment, env);
}

import type { JsonObject } from '../../../../shared/domain/json.js';
import { hasJoins } from '../language/index.js';
import { guarded } from './guarded.js';
import { Interpretation } from './interpretation.js';
import { joinContext, judgeJoin } from './join.js';
import { applyBeforeStart, armTimeout } from './policies.js';
import { TaskExecution, WorkflowExecution } from './run-state.js';
import { isCompleted } from './states.js';
import { startAttempts } from './task-attempt.js';

/** Runs a task because a transition leads to it; a join waits for the others. */
export function runTask(
  run: Interpretation,
  execution: WorkflowExecution,
  name: string,
  context: JsonObject,
): void {
  const spec = run.workflowOf(execution).workflow.tasks.get(name);
  if (spec?.join) {
    deferJoin(run, execution, name);
    return;
  }
  // Within one step a reverse workflow may find the same task due twice.
  if (run.workflowOf(execution).workflow.type === 'reverse' && run.lastTask(execution, name)) return;
  const task = createTask(run, execution, name, context);
  run.setTaskState(task, 'RUNNING', null);
  guarded(run, task, 'run task', () => begin(run, task));
}

/** A join has one task execution, which a later round takes up again. */
function deferJoin(run: Interpretation, execution: WorkflowExecution, name: string): void {
  const existing = run.lastTask(execution, name);
  const task = existing ?? createTask(run, execution, name, {});
  if (existing && !isCompleted(existing.state)) return;
  task.processed = false;
  task.runtime = {};
  run.setTaskState(task, 'WAITING', 'Task is waiting.');
}

function createTask(
  run: Interpretation,
  execution: WorkflowExecution,
  name: string,
  context: JsonObject,
): TaskExecution {
  run.addTask();
  run.keep(context, 'in_context');
  const spec = run.workflowOf(execution).workflow.tasks.get(name);
  const task: TaskExecution = {
    id: run.deps.newId(),
    executionId: execution.id,
    name,
    type: spec?.workflow === undefined ? 'ACTION' : 'WORKFLOW',
    state: 'IDLE',
    stateInfo: null,
    inContext: context,
    published: {},
    processed: false,
    errorHandled: false,
    nextTasks: [],
    runtime: {},
    attemptIds: [],
    createdAt: run.now,
    updatedAt: run.now,
    startedAt: null,
    finishedAt: null,
  };
  run.state.tasks[task.id] = task;
  execution.taskIds.push(task.id);
  return task;
}

/** The first attempt, with what the policies want before it. */
function begin(run: Interpretation, task: TaskExecution): void {
  task.runtime.started = true;
  applyBeforeStart(run, task);
  if (task.state === 'RUNNING') startAttempts(run, task);
}

/** Runs a task that exists already: after a delay, a pause, or once its join is complete. */
export function continueTask(run: Interpretation, task: TaskExecution): void {
  if (run.specOf(task).join) task.inContext = { ...task.inContext, ...joinContext(run, task) };
  task.processed = false;
  run.setTaskState(task, 'RUNNING', null);
  if (!task.runtime.started) {
    begin(run, task);
    return;
  }
  if (task.runtime.retries) armTimeout(run, task);
  for (const attempt of run.attemptsOf(task)) {
    if (attempt.state === 'ERROR' || attempt.state === 'CANCELLED') attempt.accepted = false;
  }
  startAttempts(run, task);
}

/** Runs a failed task again from its beginning. Without `reset` the items that succeeded are kept. */
export function rerunTask(run: Interpretation, task: TaskExecution, reset: boolean): void {
  task.runtime = {};
  task.errorHandled = false;
  task.nextTasks = [];
  for (const attempt of run.attemptsOf(task)) {
    if (reset || attempt.state === 'ERROR' || attempt.state === 'CANCELLED') attempt.accepted = false;
    if ('superseded' in attempt) attempt.superseded ||= !isCompleted(attempt.state);
  }
  task.startedAt = null;
  continueTask(run, task);
}

/** Looks at every waiting join of the execution: some may run now, some never will. */
export function refreshJoins(run: Interpretation, execution: WorkflowExecution): void {
  if (execution.state !== 'RUNNING' || !hasJoins(run.workflowOf(execution).workflow)) return;
  for (const task of run.tasksOf(execution).filter(({ state }) => state === 'WAITING')) {
    const { state, stateInfo } = judgeJoin(run, task);
    if (state === 'RUNNING') run.later({ job: 'continue_task', taskId: task.id });
    if (state === 'ERROR') run.later({ job: 'complete_task', taskId: task.id, state, stateInfo });
  }
}

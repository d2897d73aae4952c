import { plainJson } from '../exact-json/index.js';
import { EngineExecution, EngineExecutionState, EngineTask } from '../workflow-engine.js';
import { Interpretation, InterpreterDependencies } from './interpretation.js';
import { RunState, TaskExecution, WorkflowExecution } from './run-state.js';
import { isCompleted } from './states.js';
import { taskResult } from './task-result.js';

/** The run as a whole, as the port shows it. */
export function describeExecution(state: RunState): EngineExecution {
  const root = state.executions[state.rootId];
  if (!root) throw new Error(`The run ${state.rootId} has no root execution.`);
  return {
    id: root.id,
    workflowName: root.workflowName,
    state: root.state as EngineExecutionState,
    stateInfo: root.stateInfo,
    input: plainJson(root.input),
    output: plainJson(root.output),
    createdAt: new Date(root.createdAt),
    updatedAt: new Date(root.updatedAt),
  };
}

/** All tasks of the run in order of creation. */
export function describeTasks(state: RunState, deps: InterpreterDependencies): EngineTask[] {
  const run = new Interpretation(state, deps, 0);
  return Object.values(state.tasks).map((task) => describeTask(run, task));
}

function describeTask(run: Interpretation, task: TaskExecution): EngineTask {
  const execution = run.execution(task.executionId);
  const ended = isCompleted(task.state);
  return {
    id: task.id,
    name: task.name,
    executionId: execution.id,
    parentTaskId: execution.parentTaskId,
    workflowName: execution.workflowName,
    type: task.type,
    ...shownState(execution, task),
    result: ended && task.attemptIds.length > 0 ? plainJson(taskResult(run, task)) : null,
    published: plainJson(task.published),
    attempts: task.attemptIds.length,
    actionExecutionIds: task.type === 'ACTION' ? task.attemptIds : [],
    url: null,
    createdAt: new Date(task.createdAt),
    startedAt: dateOrNull(task.startedAt),
    finishedAt: dateOrNull(
      ended ? task.finishedAt : isCompleted(execution.state) ? execution.updatedAt : null,
    ),
  };
}

/** Mistral leaves a task RUNNING whose execution was stopped; nobody works on it any more, so it is shown as ended. */
function shownState(
  execution: WorkflowExecution,
  { state, stateInfo }: TaskExecution,
): Pick<EngineTask, 'state' | 'stateInfo'> {
  if (isCompleted(state) || !isCompleted(execution.state)) return { state, stateInfo };
  return { state: 'CANCELLED', stateInfo: stateInfo ?? `Ended with its execution (${execution.state}).` };
}

function dateOrNull(iso: string | null): Date | null {
  return iso === null ? null : new Date(iso);
}

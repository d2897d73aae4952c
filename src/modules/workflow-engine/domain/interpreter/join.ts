import { inboundTasks, pythonRepr, Task, Workflow } from '../language/index.js';
import { upstreamContext } from './data-flow.js';
import { Interpretation } from './interpretation.js';
import { TaskExecution, WorkflowExecution } from './run-state.js';
import { isCompleted } from './states.js';
import type { JsonObject } from '../../../../shared/domain/json.js';

/** What the inbound tasks say about a join: it may run, it has to wait, or it never will. */
export interface JoinVerdict {
  readonly state: 'RUNNING' | 'WAITING' | 'ERROR';
  readonly stateInfo: string | null;
}

type Induced = JoinVerdict['state'];

/** Whether the task may start now. */
export function judgeJoin(run: Interpretation, task: TaskExecution): JoinVerdict {
  const execution = run.execution(task.executionId);
  const { workflow } = run.workflowOf(execution);
  const spec = run.specOf(task);
  const induced = inboundTasks(workflow, task.name).map(
    (inbound) => [inbound.name, inducedState(run, execution, workflow, inbound, spec)] as const,
  );
  const named = (state: Induced): string[] =>
    induced.filter(([, each]) => each === state).map(([name]) => name);
  const needed = spec.join === 'all' ? induced.length : spec.join === 'one' ? 1 : (spec.join ?? 0);
  if (named('RUNNING').length >= needed) return { state: 'RUNNING', stateInfo: null };
  if (named('ERROR').length > induced.length - needed) {
    return { state: 'ERROR', stateInfo: `Failed by tasks: ${pythonRepr(named('ERROR'))}` };
  }
  return { state: 'WAITING', stateInfo: `Blocked by tasks: ${pythonRepr(named('WAITING'))}` };
}

function inducedState(
  run: Interpretation,
  execution: WorkflowExecution,
  workflow: Workflow,
  inbound: Task,
  join: Task,
): Induced {
  const last = run.lastTask(execution, inbound.name);
  if (!last) return canBeReached(run, execution, workflow, inbound.name) ? 'WAITING' : 'ERROR';
  if (!isCompleted(last.state)) return 'WAITING';
  return last.nextTasks.some(([name]) => name === join.name) ? 'RUNNING' : 'ERROR';
}

/** Whether a task that has not run may still come to run. Each task is looked at once, however many ways lead to it. */
function canBeReached(
  run: Interpretation,
  execution: WorkflowExecution,
  workflow: Workflow,
  name: string,
): boolean {
  const seen = new Set([name]);
  for (const each of seen) {
    const inbound = inboundTasks(workflow, each);
    if (inbound.length === 0) return true;
    for (const task of inbound) {
      const last = run.lastTask(execution, task.name);
      if (!last) seen.add(task.name);
      else if (!isCompleted(last.state) || last.nextTasks.some(([next]) => next === each)) return true;
    }
  }
  return false;
}

/** The merged variables of the branches that lead into the join. */
export function joinContext(run: Interpretation, task: TaskExecution): JsonObject {
  const execution = run.execution(task.executionId);
  const { workflow } = run.workflowOf(execution);
  const inbound = new Set(inboundTasks(workflow, task.name).map(({ name }) => name));
  const upstream = run
    .tasksOf(execution)
    .filter((each) => inbound.has(each.name) && isCompleted(each.state))
    .filter((each) => each.nextTasks.some(([name]) => name === task.name));
  return upstreamContext(upstream);
}

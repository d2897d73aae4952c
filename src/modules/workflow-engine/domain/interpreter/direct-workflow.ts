import type { JsonObject } from '../../../../shared/domain/json.js';
import { pythonRepr, startTasks, Transition, TransitionKind, transitionsOf } from '../language/index.js';
import { evaluateForTask, mergeDeep, outboundContext } from './data-flow.js';
import { Interpretation } from './interpretation.js';
import { Command, TaskExecution, TransitionEvent, WorkflowExecution } from './run-state.js';
import { isCompleted } from './states.js';

type EngineCommand = Extract<Command, { command: string }>['command'];

/** Which clauses a task's end looks at, in Mistral's order. */
const CLAUSES: Readonly<Record<string, readonly (readonly [TransitionKind, TransitionEvent])[]>> = {
  SUCCESS: [
    ['onSuccess', 'on-success'],
    ['onComplete', 'on-complete'],
  ],
  ERROR: [
    ['onError', 'on-error'],
    ['onComplete', 'on-complete'],
  ],
};

/** The tasks that nothing leads to. */
export function startCommands(run: Interpretation, execution: WorkflowExecution): Command[] {
  const { workflow } = run.workflowOf(execution);
  return startTasks(workflow).map(({ name }) => ({ run: name, context: {}, event: null }));
}

/** What follows from a task that has ended, by the clauses whose guards hold. */
export function directCommands(run: Interpretation, task: TaskExecution): Command[] {
  const { workflow } = run.workflowOf(run.execution(task.executionId));
  const spec = run.specOf(task);
  const context = outboundContext(task);
  return (CLAUSES[task.state] ?? []).flatMap(([kind, event]) =>
    transitionsOf(workflow, spec, kind)
      .filter(({ condition }) => holds(run, task, context, condition))
      .map((transition) => commandOf(run, task, context, transition, event)),
  );
}

function holds(
  run: Interpretation,
  task: TaskExecution,
  context: JsonObject,
  condition: string | undefined,
): boolean {
  return condition === undefined || truthy(evaluateForTask(run, task, condition, context));
}

/** Whether Python would call it true: empty texts, lists and mappings are not. */
export function truthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null && !(value instanceof Number)) {
    return Object.keys(value).length > 0;
  }
  return value instanceof Number ? value.valueOf() !== 0 : Boolean(value);
}

function commandOf(
  run: Interpretation,
  task: TaskExecution,
  context: JsonObject,
  { name, parameters }: Transition,
  event: TransitionEvent,
): Command {
  const { workflow } = run.workflowOf(run.execution(task.executionId));
  if (workflow.tasks.has(name)) return { run: name, context, event };
  const { msg } = evaluateForTask(run, task, parameters, context) as JsonObject;
  const message = msg === undefined || msg === null ? null : typeof msg === 'string' ? msg : pythonRepr(msg);
  return { command: name as EngineCommand, message, event };
}

/** The variables of all branches that have come to an end. */
export function directFinalContext(run: Interpretation, execution: WorkflowExecution): JsonObject {
  return run
    .tasksOf(execution)
    .filter((task) => isCompleted(task.state) && task.nextTasks.length === 0)
    .map(outboundContext)
    .reduce(mergeDeep, {});
}

import { stop } from './execution-end.js';
import { Interpretation } from './interpretation.js';
import { pauseExecution } from './pause.js';
import { Command, WorkflowExecution } from './run-state.js';
import { isCompleted } from './states.js';
import { runTask } from './task-start.js';

/**
 * Carries commands out in order. Joins come last, as in Mistral; `fail` and `succeed` cut off what stands after them,
 * and what stands after `pause` waits until the execution is resumed.
 */
export function dispatch(
  run: Interpretation,
  execution: WorkflowExecution,
  commands: readonly Command[],
): void {
  for (const command of arranged(run, execution, commands)) {
    if (isCompleted(execution.state)) return;
    if (execution.state === 'PAUSED') execution.backlog.push(command);
    else carryOut(run, execution, command);
  }
}

function arranged(
  run: Interpretation,
  execution: WorkflowExecution,
  commands: readonly Command[],
): Command[] {
  const wanted = commands.filter((command) => !('command' in command && command.command === 'noop'));
  const index = wanted.findIndex((command) => 'command' in command);
  if (index < 0) return joinsLast(run, execution, wanted);
  const before = index === 0 ? [] : joinsLast(run, execution, wanted.slice(0, index));
  const [setter, ...after] = wanted.slice(index) as [Command, ...Command[]];
  const pauses = 'command' in setter && setter.command === 'pause';
  return pauses ? [...before, setter, ...after] : [...before, setter];
}

function joinsLast(
  run: Interpretation,
  execution: WorkflowExecution,
  commands: readonly Command[],
): Command[] {
  const { tasks } = run.workflowOf(execution).workflow;
  const joins = (command: Command): boolean => 'run' in command && Boolean(tasks.get(command.run)?.join);
  return [...commands.filter((each) => !joins(each)), ...commands.filter(joins)];
}

function carryOut(run: Interpretation, execution: WorkflowExecution, command: Command): void {
  if ('run' in command) {
    runTask(run, execution, command.run, command.context);
    return;
  }
  if (command.command === 'fail') stop(run, execution, 'ERROR', command.message);
  if (command.command === 'succeed') stop(run, execution, 'SUCCESS', command.message);
  if (command.command === 'pause') pauseExecution(run, execution, command.message);
}

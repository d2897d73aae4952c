import type { JsonObject } from '../../../../shared/domain/json.js';
import { requirementsOf, Task, Workflow } from '../language/index.js';
import { outboundContext, upstreamContext } from './data-flow.js';
import { Interpretation } from './interpretation.js';
import { Command, WorkflowExecution } from './run-state.js';
import { WorkflowError } from './workflow-error.js';

/** The tasks on the way to the target whose requirements have all succeeded and that have not run yet. */
export function reverseCommands(run: Interpretation, execution: WorkflowExecution): Command[] {
  const { workflow } = run.workflowOf(execution);
  return wayTo(workflow, targetOf(run, execution))
    .filter((task) => isDue(run, execution, workflow, task))
    .map((task) => ({
      run: task.name,
      context: inboundContext(run, execution, workflow, task),
      event: null,
    }));
}

function targetOf(run: Interpretation, execution: WorkflowExecution): Task {
  const { workflow } = run.workflowOf(execution);
  const name = execution.params.task_name;
  const task = typeof name === 'string' ? workflow.tasks.get(name) : undefined;
  if (!task) {
    throw new WorkflowError(
      `Invalid task name [wf_spec=ReverseWorkflowSpec ${workflow.name}, task_name=${typeof name === 'string' ? name : 'None'}]`,
    );
  }
  return task;
}

/** The target and all it requires, requirements first. */
function wayTo(workflow: Workflow, target: Task, way: Set<Task> = new Set(), open = new Set<Task>()): Task[] {
  if (way.has(target) || open.has(target)) return [...way];
  open.add(target);
  for (const name of requirementsOf(workflow, target)) {
    const required = workflow.tasks.get(name);
    if (required) wayTo(workflow, required, way, open);
  }
  way.add(target);
  return [...way];
}

function isDue(run: Interpretation, execution: WorkflowExecution, workflow: Workflow, task: Task): boolean {
  if (run.lastTask(execution, task.name)) return false;
  return requirementsOf(workflow, task).every((name) => run.lastTask(execution, name)?.state === 'SUCCESS');
}

function inboundContext(
  run: Interpretation,
  execution: WorkflowExecution,
  workflow: Workflow,
  task: Task,
): JsonObject {
  const required = new Set(requirementsOf(workflow, task));
  return upstreamContext(
    run.tasksOf(execution).filter((each) => required.has(each.name) && each.state === 'SUCCESS'),
  );
}

/** The variables of the target. */
export function reverseFinalContext(run: Interpretation, execution: WorkflowExecution): JsonObject {
  const target = run.lastTask(execution, targetOf(run, execution).name);
  return target ? outboundContext(target) : {};
}

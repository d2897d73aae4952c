import { isJsonObject } from '../../../../shared/domain/json.js';
import { Parameter } from './input.js';
import { Join } from './join.js';
import { Task, WorkflowType } from './task.js';
import { parseWorkbook, type Workbook } from './workbook.js';
import { requirementsOf, TransitionKind, transitionsOf, Workflow } from './workflow.js';

/** A workbook for people: what it offers, and the graph of its tasks. */
export interface WorkbookDescription {
  readonly name: string;
  readonly description: string | null;
  readonly tags: readonly string[];
  /** The first one written is what a pipeline starts where it names none. */
  readonly workflows: readonly WorkflowDescription[];
}

export interface WorkflowDescription {
  readonly name: string;
  readonly type: WorkflowType;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly inputs: readonly Parameter[];
  readonly tasks: readonly TaskDescription[];
  readonly edges: readonly EdgeDescription[];
}

export interface TaskDescription {
  readonly name: string;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly action: string | null;
  readonly workflow: string | null;
  /** What its action calls, as it is written (expressions are not evaluated); null where it names no URL. */
  readonly url: string | null;
  readonly join: Join | null;
  /** Whether it runs once for each item of a list (`with-items`). */
  readonly items: boolean;
  /** Seconds, of its own or of the workflow's `task-defaults`; null where there is none, or an expression. */
  readonly timeout: number | null;
}

export interface EdgeDescription {
  readonly from: string;
  /** A task, or an engine command (`fail`, `succeed`, `pause`, `noop`). */
  readonly to: string;
  readonly on: 'success' | 'error' | 'complete' | 'requires';
  readonly condition: string | null;
}

/** Throws `DslError` where the definition is wrong. */
export function describeWorkbook(definition: string): WorkbookDescription {
  const { name, description, tags, workflows, actions } = parseWorkbook(definition);
  const described = [...workflows.values()].map((workflow) => describeWorkflow(workflow, actions));
  return { name, description, tags, workflows: described };
}

type Actions = Workbook['actions'];

function describeWorkflow(workflow: Workflow, actions: Actions): WorkflowDescription {
  const tasks = [...workflow.tasks.values()];
  return {
    name: workflow.name,
    type: workflow.type,
    description: workflow.description,
    tags: workflow.tags,
    inputs: workflow.input,
    tasks: tasks.map((task) => describeTask(task, workflow, actions)),
    edges: tasks.flatMap((task) => edgesOf(workflow, task)),
  };
}

function describeTask(task: Task, { taskDefaults }: Workflow, actions: Actions): TaskDescription {
  const { name, description, tags, action, workflow, join, policies, withItems } = task;
  const timeout = policies.timeout || taskDefaults?.policies.timeout;
  return {
    ...{ name, description, tags },
    action: action ?? null,
    workflow: workflow ?? null,
    url: urlOf(task, actions),
    join: join ?? null,
    items: withItems !== undefined,
    timeout: typeof timeout === 'number' && timeout > 0 ? timeout : null,
  };
}

/** Its own input's, or what an action of the workbook's own is made to call. */
function urlOf({ action, input }: Task, actions: Actions): string | null {
  const own = isJsonObject(input) ? input.url : undefined;
  const url = actions.get(action ?? '')?.baseInput.url ?? own;
  return typeof url === 'string' ? url : null;
}

const EVENTS: readonly (readonly [TransitionKind, EdgeDescription['on']])[] = [
  ['onSuccess', 'success'],
  ['onError', 'error'],
  ['onComplete', 'complete'],
];

function edgesOf(workflow: Workflow, task: Task): EdgeDescription[] {
  if (workflow.type === 'reverse') {
    return requirementsOf(workflow, task).map((required) => ({
      from: required,
      to: task.name,
      on: 'requires',
      condition: null,
    }));
  }
  return EVENTS.flatMap(([kind, on]) =>
    transitionsOf(workflow, task, kind).map(({ name, condition }) => ({
      from: task.name,
      to: name,
      on,
      condition: condition ?? null,
    })),
  );
}

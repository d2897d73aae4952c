import type { JsonObject } from '../../../../shared/domain/json.js';
import { isUuid } from '../../../../shared/domain/ids.js';
import {
  aNonEmptyObject,
  anObject,
  aStringList,
  Found,
  optional,
  Place,
  requireKeys,
  checkExpressions,
} from './checks.js';
import { DslError } from './dsl-error.js';
import { Parameter, parseInput } from './input.js';
import { ENGINE_COMMANDS, OnClause, Transition } from './on-clause.js';
import { pythonRepr } from './python-repr.js';
import { parseTask, Task, taskSource, WorkflowType } from './task.js';
import { parseTaskDefaults, TaskDefaults } from './task-defaults.js';

export interface Workflow {
  /** Without the workbook's name. */
  readonly name: string;
  readonly type: WorkflowType;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly input: readonly Parameter[];
  readonly vars: JsonObject;
  readonly output: JsonObject | undefined;
  readonly outputOnError: JsonObject | undefined;
  readonly taskDefaults: TaskDefaults | undefined;
  /** In the order they are written. */
  readonly tasks: ReadonlyMap<string, Task>;
  /** The workflow as it was written, for `execution().spec`. */
  readonly source: JsonObject;
}

export type TransitionKind = 'onSuccess' | 'onError' | 'onComplete';

/** As in Mistral, attributes that a workflow does not know are left alone, and so is its description. */
export function parseWorkflow(name: string, value: Found, place: Place): Workflow {
  const object = anObject(value, place);
  if (isUuid(name)) throw new DslError('Workflow name cannot be in the format of UUID.');
  requireKeys(object, ['tasks'], place);
  const type = optional(object, 'type', place, parseType) ?? 'direct';
  const workflow: Workflow = {
    name,
    type,
    description: typeof object.description === 'string' ? object.description : null,
    tags: optional(object, 'tags', place, aStringList) ?? [],
    input: optional(object, 'input', place, parseInput) ?? [],
    vars: optional(object, 'vars', place, templates) ?? {},
    output: optional(object, 'output', place, templates),
    outputOnError: optional(object, 'output-on-error', place, aNonEmptyObject),
    taskDefaults: optional(object, 'task-defaults', place, parseTaskDefaults),
    tasks: parseTasks(object.tasks, type, place.at('tasks')),
    source: sourceOf(name, object, type),
  };
  checkGraph(workflow, place.at('tasks'));
  return workflow;
}

/** Mistral writes into a specification what it is called and which version it has. */
function sourceOf(name: string, object: JsonObject, type: WorkflowType): JsonObject {
  const tasks = Object.entries(object.tasks as JsonObject).map(([task, source]) => [
    task,
    taskSource(task, source as JsonObject, type),
  ]);
  return { ...object, tasks: Object.fromEntries(tasks) as JsonObject, name, version: '2.0' };
}

function parseType(value: Found, place: Place): WorkflowType {
  if (value === 'direct' || value === 'reverse') return value;
  return place.refuse(`${pythonRepr(value)} is not one of ['reverse', 'direct']`);
}

function templates(value: Found, place: Place): JsonObject {
  const object = aNonEmptyObject(value, place);
  checkExpressions(object);
  return object;
}

function parseTasks(value: Found, type: WorkflowType, place: Place): ReadonlyMap<string, Task> {
  const tasks = Object.entries(aNonEmptyObject(value, place));
  return new Map(
    tasks.map(([name, task]) => [name, place.at(name).read((at) => parseTask(name, task, type, at))]),
  );
}

/** The transitions of a task, its own or the defaults'; a default that points at the task itself is left out. */
export function transitionsOf(workflow: Workflow, task: Task, kind: TransitionKind): readonly Transition[] {
  const own = task[kind]?.next ?? [];
  if (own.length > 0) return own;
  const byDefault: OnClause | undefined = workflow.taskDefaults?.[kind];
  return byDefault?.next.filter(({ name }) => name !== task.name) ?? [];
}

const KINDS: readonly TransitionKind[] = ['onError', 'onSuccess', 'onComplete'];

/** The names of all tasks and engine commands that may follow a task. */
export function outboundNames(workflow: Workflow, task: Task): ReadonlySet<string> {
  return new Set(KINDS.flatMap((kind) => transitionsOf(workflow, task, kind).map(({ name }) => name)));
}

const INBOUND = new WeakMap<Workflow, Map<string, Task[]>>();

/** The tasks that may lead to the named one, in the order they are written. */
export function inboundTasks(workflow: Workflow, name: string): readonly Task[] {
  let inbound = INBOUND.get(workflow);
  if (!inbound) {
    inbound = new Map();
    for (const task of workflow.tasks.values()) {
      for (const next of outboundNames(workflow, task)) {
        inbound.set(next, [...(inbound.get(next) ?? []), task]);
      }
    }
    INBOUND.set(workflow, inbound);
  }
  return inbound.get(name) ?? [];
}

const JOINS = new WeakMap<Workflow, boolean>();

/** Whether any of its tasks waits for several others. */
export function hasJoins(workflow: Workflow): boolean {
  const known = JOINS.get(workflow) ?? [...workflow.tasks.values()].some(({ join }) => join !== undefined);
  JOINS.set(workflow, known);
  return known;
}

/** The tasks that must have succeeded before a task of a reverse workflow starts. */
export function requirementsOf(workflow: Workflow, task: Task): readonly string[] {
  const names = new Set([...task.requires, ...(workflow.taskDefaults?.requires ?? [])]);
  names.delete(task.name);
  return [...names];
}

export function startTasks(workflow: Workflow): Task[] {
  return [...workflow.tasks.values()].filter(({ name }) => inboundTasks(workflow, name).length === 0);
}

function checkGraph(workflow: Workflow, place: Place): void {
  if (workflow.type === 'direct') checkStart(workflow);
  for (const task of workflow.tasks.values()) place.at(task.name).read(() => checkTask(workflow, task));
}

function checkStart(workflow: Workflow): void {
  if (startTasks(workflow).length > 0) return;
  throw new DslError(
    'Failed to find start tasks in direct workflow. There must be at least one task without inbound transition.' +
      `[workflow_name=${workflow.name}]`,
  );
}

function checkTask(workflow: Workflow, task: Task): void {
  if (workflow.type === 'reverse') {
    for (const name of requirementsOf(workflow, task)) checkLink(workflow, name);
    return;
  }
  for (const name of outboundNames(workflow, task)) {
    if (!ENGINE_COMMANDS.has(name)) checkLink(workflow, name);
  }
  checkJoin(workflow, task);
}

function checkLink(workflow: Workflow, name: string): void {
  if (!workflow.tasks.has(name)) throw new DslError(`Task '${name}' not found.`);
}

function checkJoin(workflow: Workflow, task: Task): void {
  if (!task.join) return;
  const inbound = inboundTasks(workflow, task.name).length;
  if (task.join === 'all' && inbound === 0) {
    throw new DslError(`No inbound tasks for task with 'join: all' [task_name=${task.name}]`);
  }
  const needed = task.join === 'all' ? 0 : task.join === 'one' ? 1 : task.join;
  if (inbound < needed) {
    throw new DslError(
      "Not enough inbound tasks for task with 'join' " +
        `[task_name=${task.name}, join=${needed}, inbound_tasks=${inbound}]`,
    );
  }
}

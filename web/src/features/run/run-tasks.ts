import type { GraphNodeState } from '../../shared/graph/index.js';
import type { Verdict } from '../../shared/ui/index.js';
import type { RunWorkflow, Task } from './run-queries.js';

/** A task of the list, as deep as the sub-workflows that it is in. */
export interface ListedTask {
  readonly task: Task;
  readonly depth: number;
}

/** Each task followed by those that it runs. */
export function asTree(tasks: readonly Task[]): ListedTask[] {
  const below = new Map<string | null, Task[]>();
  const known = new Set(tasks.map(({ uuid }) => uuid));
  for (const task of tasks) {
    const parent = known.has(task.parent_task_id ?? '') ? task.parent_task_id : null;
    below.set(parent, [...(below.get(parent) ?? []), task]);
  }
  const listed = (parent: string | null, depth: number): ListedTask[] =>
    (below.get(parent) ?? []).flatMap((task) => [{ task, depth }, ...listed(task.uuid, depth + 1)]);
  return listed(null, 0);
}

/** The names of the workflow's tasks that have not begun, in its order. */
export function notBegun({ name, nodes }: RunWorkflow, tasks: readonly Task[]): string[] {
  const begun = new Set(tasks.filter((task) => task.workflow_name === name).map((task) => task.name));
  return nodes.filter(({ id, kind }) => kind !== 'command' && !begun.has(id)).map(({ id }) => id);
}

/** By what a reader wants to see first: what is named, what failed, what asks somebody, what runs, what came last. */
export function taskToShow(tasks: readonly Task[], wanted: string | undefined): Task | undefined {
  const named =
    tasks.find(({ uuid }) => uuid === wanted) ?? tasks.filter(({ name }) => name === wanted).at(-1);
  if (named || wanted !== undefined) return named;
  const failed = tasks.filter(({ verdict }) => verdict === 'fail');
  return (
    failed.filter((task) => !tasks.some(({ parent_task_id: parent }) => parent === task.uuid)).at(-1) ??
    tasks.find(({ approval }) => approval?.state === 'waiting') ??
    tasks.findLast(({ verdict }) => verdict === 'running') ??
    tasks.findLast(({ verdict }) => verdict === 'waiting') ??
    tasks.at(-1)
  );
}

const STATES: Readonly<Record<Verdict, GraphNodeState>> = {
  pass: 'success',
  fail: 'error',
  running: 'running',
  waiting: 'waiting',
  paused: 'paused',
  cancelled: 'cancelled',
  skipped: 'skipped',
};
/** Of several tasks of one node the first of these counts. */
const WEIGHTIEST: readonly Verdict[] = ['running', 'waiting', 'paused'];

/** What became of a node: of a loop's tasks the last one counts, unless one is still under way. */
export function verdictOfNode(tasks: readonly Task[]): Verdict | undefined {
  const underWay = WEIGHTIEST.find((verdict) => tasks.some((task) => task.verdict === verdict));
  return underWay ?? tasks.at(-1)?.verdict;
}

export const graphState = (verdict: Verdict): GraphNodeState => STATES[verdict];

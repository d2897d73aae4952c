import fc from 'fast-check';

export type Clause = 'on-success' | 'on-error' | 'on-complete';

/** A task of a random workflow: what it comes to, and whom it starts. */
export interface GraphTask {
  readonly fails: boolean;
  readonly next: readonly { readonly clause: Clause; readonly task: number }[];
}

/**
 * Tasks start only later ones, so every workflow ends. One that several may start waits for all of them, so none runs twice;
 * `join: one` would, as in Mistral: a branch that ends later runs it again.
 */
export type Graph = readonly GraphTask[];

const CLAUSES: readonly Clause[] = ['on-success', 'on-error', 'on-complete'];
const MOST_TASKS = 7;

export const anyGraph: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: MOST_TASKS }).chain((size) =>
  fc.tuple(
    ...Array.from({ length: size }, (_, index) =>
      fc.record({
        fails: fc.boolean(),
        next: laterTasks(index, size),
      }),
    ),
  ),
);

function laterTasks(index: number, size: number): fc.Arbitrary<GraphTask['next']> {
  if (index === size - 1) return fc.constant([]);
  return fc.uniqueArray(
    fc.record({
      clause: fc.constantFrom(...CLAUSES),
      task: fc.integer({ min: index + 1, max: size - 1 }),
    }),
    { maxLength: 3, selector: ({ task }) => task },
  );
}

/** The graph as a workbook with one workflow `main`. */
export function graphWorkbook(name: string, graph: Graph): string {
  const tasks = Object.fromEntries(graph.map((task, index) => [nameOf(index), taskOf(graph, task, index)]));
  return JSON.stringify({ version: '2.0', name, workflows: { main: { tasks } } });
}

function taskOf(graph: Graph, { fails, next }: GraphTask, index: number): object {
  const clauses = CLAUSES.map((clause) => [clause, next.filter((edge) => edge.clause === clause)] as const);
  return {
    action: fails ? 'std.fail' : 'std.noop',
    ...(starters(graph, index).length > 1 ? { join: 'all' } : {}),
    ...Object.fromEntries(
      clauses.flatMap(([clause, edges]) =>
        edges.length > 0 ? [[clause, edges.map(({ task }) => nameOf(task))]] : [],
      ),
    ),
  };
}

const nameOf = (index: number): string => `task_${index}`;

function starters(graph: Graph, index: number): number[] {
  return graph.flatMap(({ next }, starter) => (next.some(({ task }) => task === index) ? [starter] : []));
}

export interface Prediction {
  readonly state: 'SUCCESS' | 'ERROR';
  /** States of the tasks that come to be, by name. */
  readonly tasks: Readonly<Record<string, 'SUCCESS' | 'ERROR'>>;
}

/**
 * What comes of the graph, read off task by task: those before a task are known when it is looked at. A join that
 * one task has started and another one never will ends in ERROR. An error is handled by `on-error` alone; one that
 * is not makes the workflow's state.
 */
export function predict(graph: Graph): Prediction {
  const ends: ('SUCCESS' | 'ERROR' | undefined)[] = [];
  for (const [index, task] of graph.entries()) {
    const before = starters(graph, index);
    const started = before.filter((starter) => takes(graph, starter, ends[starter], index));
    const comesToBe = before.length === 0 || started.length > 0;
    const joins = started.length === before.length;
    ends.push(comesToBe ? (joins && !task.fails ? 'SUCCESS' : 'ERROR') : undefined);
  }
  const unhandled = graph.some(
    ({ next }, index) => ends[index] === 'ERROR' && !next.some(({ clause }) => clause === 'on-error'),
  );
  return {
    state: unhandled ? 'ERROR' : 'SUCCESS',
    tasks: Object.fromEntries(ends.flatMap((end, index) => (end ? [[nameOf(index), end]] : []))),
  };
}

function takes(graph: Graph, starter: number, end: 'SUCCESS' | 'ERROR' | undefined, index: number): boolean {
  const edge = graph[starter]?.next.find(({ task }) => task === index);
  if (!edge || !end) return false;
  return edge.clause === 'on-complete' || (edge.clause === 'on-success') === (end === 'SUCCESS');
}

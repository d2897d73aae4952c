import type { MistralTask } from './mistral-answers.js';
import type { TaskInReport } from './mistral-report.js';

/**
 * In order of creation. Mistral's times are to the second and its ids are random, so within a second a task comes after
 * those that triggered it, and after the task whose sub-workflow it is in.
 */
export function inOrderOfCreation(
  tasks: readonly MistralTask[],
  reported: ReadonlyMap<string, TaskInReport>,
): MistralTask[] {
  const parents = new Map(
    [...reported.values()].flatMap(({ task }) =>
      task.workflow_executions.map(({ id }) => [id, task.id] as const),
    ),
  );
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const depths = new Map<string, number>();
  const depthOf = (id: string): number => {
    const known = depths.get(id);
    const task = byId.get(id);
    if (known !== undefined || !task) return known ?? 0;
    depths.set(id, 0);
    const parent = parents.get(task.workflow_execution_id);
    const before = [...task.triggeredBy, ...(parent === undefined ? [] : [parent])];
    const depth = before.length === 0 ? 0 : 1 + Math.max(...before.map(depthOf));
    depths.set(id, depth);
    return depth;
  };
  return [...tasks].sort(
    (a, b) => a.created_at.getTime() - b.created_at.getTime() || depthOf(a.id) - depthOf(b.id),
  );
}

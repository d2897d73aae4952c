import type { EdgeDescription } from '../../workflow-engine/index.js';

/**
 * When a task runs, seen from the tasks right before it:
 * - `always`: it is one of the first, or follows whatever becomes of them.
 * - `on-success`, `on-error`: after their success, or their failure, only.
 * - `conditional`: an expression decides, or it depends on the way that the run takes.
 */
export const TASK_CONDITIONS = ['always', 'on-success', 'on-error', 'conditional'] as const;
export type TaskCondition = (typeof TASK_CONDITIONS)[number];

export function conditionOf(task: string, edges: readonly EdgeDescription[]): TaskCondition {
  const into = edges.filter(({ to }) => to === task);
  if (into.some(({ condition }) => condition !== null)) return 'conditional';
  const before = [...new Set(into.map(({ from }) => from))];
  const kinds = before.map((from) => kindOf(into.filter((edge) => edge.from === from)));
  const [first = 'always'] = kinds;
  return kinds.every((kind) => kind === first) ? first : 'conditional';
}

/** Of the edges from one task. */
function kindOf(edges: readonly EdgeDescription[]): TaskCondition {
  const on = new Set(edges.map((edge) => edge.on));
  const followsError = on.has('error');
  const followsSuccess = on.has('success') || on.has('requires');
  if (on.has('complete') || (followsError && followsSuccess)) return 'always';
  return followsError ? 'on-error' : 'on-success';
}

import { DomainError } from '../../../shared/domain/domain-error.js';
import type { EngineTask } from '../../workflow-engine/index.js';

const NAMED = /\[task_ex_id=([^\]\s]+)\]/g;

/**
 * The tasks that a failed execution failed by, to be run again. The engine names them in its reason; what failed and was
 * handled (`on-error`) is not among them. Of a sub-workflow it is the task inside, so that its finished siblings are not
 * repeated. `asked` (an id, or a name: then the last of that name) picks one. Throws `not_found` (`task.not_found`),
 * `conflict` (`execution.nothing_failed`, `task.not_failed`).
 */
export function failedTasks(
  tasks: readonly EngineTask[],
  stateInfo: string | null,
  asked?: string,
): readonly EngineTask[] {
  if (asked !== undefined) return [failedTask(tasks, asked)];
  const failed = tasks.filter(({ state }) => state === 'ERROR');
  const named = new Set([...(stateInfo ?? '').matchAll(NAMED)].map(([, id]) => id));
  const responsible = failed.filter(({ id }) => named.has(id));
  const candidates = responsible.length > 0 ? responsible : failed;
  const innermost = candidates.filter(({ type }) => type === 'ACTION');
  if (candidates.length > 0) return innermost.length > 0 ? innermost : candidates;
  const detail = 'No task of the execution has failed: you can run it again from the start.';
  throw new DomainError('conflict', 'execution.nothing_failed', detail);
}

function failedTask(tasks: readonly EngineTask[], asked: string): EngineTask {
  const task = tasks.find(({ id }) => id === asked) ?? tasks.filter(({ name }) => name === asked).at(-1);
  if (!task) {
    const detail = `The execution has no task ${asked.slice(0, 100)}.`;
    throw new DomainError('not_found', 'task.not_found', detail);
  }
  if (task.state === 'ERROR') return task;
  const failed = tasks.filter(({ state }) => state === 'ERROR').map(({ name }) => name);
  const detail = `The task ${task.name} is ${task.state}; only what has failed is run again${failed.length > 0 ? `: ${failed.join(', ')}` : ''}.`;
  throw new DomainError('conflict', 'task.not_failed', detail);
}

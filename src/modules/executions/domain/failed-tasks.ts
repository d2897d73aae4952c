import { DomainError } from '../../../shared/domain/domain-error.js';
import type { EngineTask } from '../../workflow-engine/index.js';

const NAMED = /\[task_ex_id=([^\]\s]+)\]/g;
const MOST_TOLD = 5;
const LONGEST_SUMMARY = 1000;

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
  const responsible = namedTasks(tasks, stateInfo);
  const candidates = responsible.length > 0 ? responsible : tasks.filter(({ state }) => state === 'ERROR');
  if (candidates.length > 0) return innermostOf(candidates);
  const detail = 'No task of the execution has failed: you can run it again from the start.';
  throw new DomainError('conflict', 'execution.nothing_failed', detail);
}

/**
 * Why an execution failed, in a sentence for each of the tasks that the engine names, with the summary that a station gave; null
 * where it names none, as then it says the reason itself.
 */
export function failureOf(tasks: readonly EngineTask[], stateInfo: string | null): string | null {
  const responsible = innermostOf(namedTasks(tasks, stateInfo));
  if (responsible.length === 0) return null;
  const sentences = responsible.slice(0, MOST_TOLD).map(({ name, result }) => {
    const summary = summaryIn(result);
    return summary === null ? `The task ${name} failed.` : `The task ${name} failed: ${summary}`;
  });
  const untold = responsible.length - sentences.length;
  return [...sentences, ...(untold > 0 ? [`${untold} more failed.`] : [])].join('\n');
}

function namedTasks(tasks: readonly EngineTask[], stateInfo: string | null): readonly EngineTask[] {
  const named = new Set([...(stateInfo ?? '').matchAll(NAMED)].map(([, id]) => id));
  return tasks.filter(({ id, state }) => state === 'ERROR' && named.has(id));
}

function innermostOf(tasks: readonly EngineTask[]): readonly EngineTask[] {
  const innermost = tasks.filter(({ type }) => type === 'ACTION');
  return innermost.length > 0 ? innermost : tasks;
}

/** Stations answer `{passed, summary, …}`; other actions whatever they like. */
function summaryIn(result: EngineTask['result']): string | null {
  if (typeof result !== 'object' || result === null || !('summary' in result)) return null;
  const { summary } = result;
  return typeof summary === 'string' && summary !== '' ? summary.slice(0, LONGEST_SUMMARY) : null;
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

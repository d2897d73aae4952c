import type { JsonValue } from '../../../../shared/domain/json.js';
import { Interpretation } from './interpretation.js';
import { TaskExecution } from './run-state.js';

/** What `task().result` is: the accepted result, or the list of them for a with-items task. */
export function taskResult(run: Interpretation, task: TaskExecution): JsonValue {
  const results = run
    .attemptsOf(task)
    .filter(({ accepted }) => accepted)
    .sort((a, b) => a.index - b.index)
    .map(({ output }) => output);
  if (run.specOf(task).withItems) return (task.runtime.items ?? 0) > 0 ? results : [];
  return results.length === 1 ? (results[0] ?? null) : results;
}

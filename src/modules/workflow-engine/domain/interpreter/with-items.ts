import { isJsonObject, JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { pythonRepr } from '../language/index.js';
import { evaluateForTask } from './data-flow.js';
import { Interpretation } from './interpretation.js';
import { TaskExecution } from './run-state.js';
import { isCompleted, State } from './states.js';
import { WorkflowError } from './workflow-error.js';

/** The variables of each item, in order. */
export function itemsOf(run: Interpretation, task: TaskExecution, withItems: JsonObject): JsonObject[] {
  const lists: Record<string, JsonValue[]> = {};
  const evaluated = evaluateForTask(run, task, withItems) as JsonObject;
  for (const [variable, value] of Object.entries(evaluated)) lists[variable] = asList(value, lists);
  const lengths = new Set(Object.values(lists).map((list) => list.length));
  if (lengths.size > 1) {
    throw new WorkflowError(
      `Wrong input format for: ${pythonRepr(evaluated)}. All arrays must have the same length.`,
    );
  }
  const [length = 0] = lengths;
  return Array.from({ length }, (_, index) =>
    Object.fromEntries(Object.entries(lists).map(([variable, list]) => [variable, list[index] ?? null])),
  );
}

/** What Python can iterate over: a mapping gives its keys, a text its characters. */
function asList(value: JsonValue, before: Record<string, JsonValue[]>): JsonValue[] {
  if (Array.isArray(value)) return value;
  if (isJsonObject(value)) return Object.keys(value);
  if (typeof value === 'string') return [...value];
  throw new WorkflowError(
    `Wrong input format for: ${pythonRepr(before)}. Iterable type is expected for each value.`,
  );
}

/** The items to start now: those with neither a result nor an attempt under way, within the concurrency. */
export function dueItems(run: Interpretation, task: TaskExecution, count: number): number[] {
  const attempts = run.attemptsOf(task).filter((attempt) => !('superseded' in attempt && attempt.superseded));
  const running = attempts.filter(({ state }) => !isCompleted(state));
  const taken = new Set(
    [...running, ...attempts.filter(({ accepted }) => accepted)].map(({ index }) => index),
  );
  const due = Array.from({ length: count }, (_, index) => index).filter((index) => !taken.has(index));
  const concurrency = task.runtime.concurrency ?? 0;
  return concurrency > 0 ? due.slice(0, Math.max(0, concurrency - running.length)) : due;
}

const STATE_INFO: Readonly<Partial<Record<State, string>>> = {
  ERROR: 'One or more actions had failed.',
  CANCELLED: 'One or more actions was cancelled.',
};

/** The state the items add up to, or undefined while some are missing. */
export function itemsVerdict(
  run: Interpretation,
  task: TaskExecution,
): { state: State; stateInfo: string | null } | undefined {
  const states = run
    .attemptsOf(task)
    .filter(({ accepted }) => accepted)
    .map(({ state }) => state);
  const cancelled = states.includes('CANCELLED');
  if (!cancelled && states.length < (task.runtime.items ?? 0)) return undefined;
  const state: State = cancelled ? 'CANCELLED' : states.includes('ERROR') ? 'ERROR' : 'SUCCESS';
  return { state, stateInfo: STATE_INFO[state] ?? null };
}

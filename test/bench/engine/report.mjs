import { table } from '../table.mjs';

/**
 * One scenario on one database. `mistral_tasks_per_s` is what Mistral does beside this measurement, null where it is not
 * asked; `times` compares with that, or with what it does when nothing else runs, whichever is more.
 *
 * @typedef {{ name: string, db: string, history_rows: number, tasks: number, tasks_per_s: number, ms_per_task: number,
 *   cpu_ms_per_task: number, execution_ms: number, mistral_tasks_per_s: number | null, times: number,
 *   load: number }} Row
 */

/** Tasks per second of Mistral 15 on two cores that do nothing else. */
const QUIET_MISTRAL = /** @type {Record<string, number>} */ ({
  single: 1000 / 87,
  sequence: 1000 / 87,
  fan_out: 52 / 5,
  items: 100 / 5,
  concurrent: 13,
  handed_sequence: 1000 / 87,
  handed_concurrent: 13,
});

const WANTED_TIMES = 20;

const COLUMNS = /** @type {const} */ ({
  name: -18,
  db: -8,
  history_rows: 13,
  tasks: 6,
  tasks_per_s: 12,
  ms_per_task: 12,
  cpu_ms_per_task: 16,
  execution_ms: 13,
  mistral_tasks_per_s: 20,
  times: 8,
  load: 6,
});

/**
 * @param {import('./scenarios.mjs').Scenario} scenario
 * @param {string} db
 * @param {number} historyRows
 * @param {{ seconds: number, cpuSeconds: number, load: number }} took one round
 * @param {number | null} mistral tasks per second beside it
 * @returns {Row}
 */
export function rowOf({ name, tasks, executions, atOnce }, db, historyRows, took, mistral) {
  const round = (/** @type {number} */ value, /** @type {number} */ digits) => Number(value.toFixed(digits));
  const done = tasks * executions;
  const theirs = Math.max(QUIET_MISTRAL[name] ?? NaN, mistral ?? 0);
  return {
    name,
    db,
    history_rows: historyRows,
    tasks,
    tasks_per_s: round(done / took.seconds, 0),
    ms_per_task: round((took.seconds / done) * 1000, 3),
    cpu_ms_per_task: round((took.cpuSeconds / done) * 1000, 3),
    execution_ms: round((took.seconds / executions) * 1000 * atOnce, 1),
    mistral_tasks_per_s: mistral === null ? null : round(mistral, 1),
    times: round(done / took.seconds / theirs, 0),
    load: round(took.load, 1),
  };
}

export const { heading, line } = table(COLUMNS);

/** @param {readonly Row[]} rows */
export function verdicts(rows) {
  return rows.map(({ name, db, times, tasks_per_s: perSecond }) =>
    verdict(
      times >= WANTED_TIMES,
      `${name} on ${db}: ${perSecond} tasks/s, ${times} times Mistral's (at least ${WANTED_TIMES})`,
    ),
  );
}

/**
 * @param {boolean} good
 * @param {string} text
 */
export function verdict(good, text) {
  return `${good ? 'ok  ' : 'MISS'} ${text}`;
}

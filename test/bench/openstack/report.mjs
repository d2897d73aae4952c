import { median, quantile } from './figures.mjs';
import { table } from '../table.mjs';

/**
 * `first_task` in milliseconds, less is better; `warm_token` in requests per second, more is better. The ratio is the median
 * of those of each pair of samples, the quartiles beside it are theirs. `cpu_ratio` compares the processor time of a request.
 *
 * @typedef {{ name: string, db: string, samples: number, ours: number, theirs: number, ratio: number, q1: number, q3: number,
 *   of_medians: number, cpu_ratio: number | null, load: number }} Row
 */

/** @typedef {{ good: (ratio: number) => boolean, words: string }} Limit */

const LIMITS = /** @type {Record<string, Limit>} */ ({
  first_task: { good: (ratio) => ratio <= 1.15, words: "a bare POST's time (at most 1.15)" },
  warm_token: { good: (ratio) => ratio >= 0.95, words: "the development strategy's rate (at least 0.95)" },
});

const COLUMNS = /** @type {const} */ ({
  name: -12,
  db: -8,
  samples: 8,
  ours: 9,
  theirs: 9,
  ratio: 8,
  q1: 8,
  q3: 8,
  of_medians: 12,
  cpu_ratio: 11,
  load: 6,
});

/**
 * @param {string} name
 * @param {string} db
 * @param {import('./first-task.mjs').Samples & { cpuRatios?: number[] }} samples
 * @param {number} load
 * @returns {Row}
 */
export function rowOf(name, db, { ours, theirs, cpuRatios }, load) {
  const round = (/** @type {number} */ value, digits = 3) => Number(value.toFixed(digits));
  const ratios = ours.map((value, index) => value / (theirs[index] ?? NaN));
  return {
    name,
    db,
    samples: ours.length,
    ours: round(median(ours), 1),
    theirs: round(median(theirs), 1),
    ratio: round(median(ratios)),
    q1: round(quantile(ratios, 0.25)),
    q3: round(quantile(ratios, 0.75)),
    of_medians: round(median(ours) / median(theirs)),
    cpu_ratio: cpuRatios ? round(median(cpuRatios)) : null,
    load: round(load, 1),
  };
}

export const { heading, line } = table(COLUMNS);

/** @param {Row[]} rows */
export function verdicts(rows) {
  return rows.map(({ name, db, of_medians: ratio }) => {
    const limit = LIMITS[name];
    return `${limit?.good(ratio) ? 'ok  ' : 'MISS'} ${name} on ${db}: ${ratio} of ${limit?.words}`;
  });
}

/**
 * @typedef {{ name: string, db: string, rows: number, rps: number, p50_ms: number, p99_ms: number, limit_rps: number,
 *   limit_p50_ms: number, limit_p99_ms: number, ratio: number }} Row
 */

const COLUMNS = /** @type {const} */ ({
  name: -15,
  db: -8,
  rows: 7,
  rps: 8,
  p50_ms: 8,
  p99_ms: 8,
  limit_rps: 10,
  limit_p50_ms: 13,
  limit_p99_ms: 13,
  ratio: 7,
});

/**
 * @param {string} name
 * @param {string} db
 * @param {number} size
 * @param {Record<'ours' | 'theirs', import('./measurements.mjs').Medians>} figures
 * @returns {Row}
 */
export function rowOf(name, db, size, { ours, theirs }) {
  const round = (/** @type {number} */ value, /** @type {number} */ digits) => Number(value.toFixed(digits));
  return {
    name,
    db,
    rows: size,
    rps: round(ours.rps, 0),
    p50_ms: round(ours.p50, 2),
    p99_ms: round(ours.p99, 2),
    limit_rps: round(theirs.rps, 0),
    limit_p50_ms: round(theirs.p50, 2),
    limit_p99_ms: round(theirs.p99, 2),
    ratio: round(ours.rps / theirs.rps, 3),
  };
}

export function heading() {
  return line(/** @type {any} */ (Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, name]))));
}

/** @param {Row} row */
export function line(row) {
  const cells = Object.entries(COLUMNS).map(([name, width]) => {
    const text = String(row[/** @type {keyof Row} */ (name)]);
    return width < 0 ? text.padEnd(-width) : text.padStart(width);
  });
  return cells.join('');
}

/** @param {Row[]} rows */
export function verdicts(rows) {
  const verdict = (/** @type {boolean} */ good) => (good ? 'ok  ' : 'MISS');
  const halves = rows.map(({ name, db, rows: size, ratio }) => {
    return `${verdict(ratio >= 0.5)} ${name} on ${db} at ${size}: ${ratio} of the limit (at least 0.5)`;
  });
  const growth = rows.flatMap((large) => {
    const small = rows.find(
      ({ name, db, rows: size }) => name === large.name && db === large.db && size < large.rows,
    );
    if (large.name !== 'get_pipeline' || !small) return [];
    const share = large.rps / small.rps;
    const sizes = `${large.rows} rows against ${small.rows}`;
    return [
      `${verdict(share >= 0.9)} get_pipeline on ${large.db}: ${share.toFixed(3)} of its speed, ${sizes} (at least 0.9)`,
    ];
  });
  return [...halves, ...growth];
}

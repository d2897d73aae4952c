/**
 * Rows as lines of text. Columns by name, with their width; a negative one aligns to the left.
 *
 * @param {Readonly<Record<string, number>>} columns
 */
export function table(columns) {
  /** @param {object} row */
  const line = (row) =>
    Object.entries(columns)
      .map(([name, width]) => {
        const text = String(/** @type {Record<string, unknown>} */ (row)[name] ?? '-');
        return width < 0 ? text.padEnd(-width) : text.padStart(width);
      })
      .join('');
  const heading = () => line(Object.fromEntries(Object.keys(columns).map((name) => [name, name])));
  return { heading, line };
}

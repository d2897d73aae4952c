/** One text for all equal values: keys sorted, numbers by value. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(', ')}]`;
  if (typeof value !== 'object' || value === null || value instanceof Number) {
    return JSON.stringify(value ?? null);
  }
  const pairs = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}: ${canonical(item)}`);
  return `{${pairs.join(', ')}}`;
}

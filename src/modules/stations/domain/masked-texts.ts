/** Of a value of several lines, e.g. a key: shorter ones would blacken ordinary words. */
const SHORTEST_LINE = 8;

/** What may not be read in a log: each value, and each line of one that has several, as a command may print them one by one. */
export function maskedTexts(values: readonly string[]): string[] {
  return [...new Set(values.flatMap((value) => [value, ...linesOf(value)]))];
}

function linesOf(value: string): string[] {
  const lines = value
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean);
  // A single line with an end is not one of several: it is hidden however short it is.
  return lines.length === 1 ? lines : lines.filter((line) => line.length >= SHORTEST_LINE);
}

import type { LogText } from './log-text.js';

/** The lines of a log that hold a text, whatever its case. What was searched is not searched again as the log grows. */
export class LogSearch {
  /** Lines, in order. */
  readonly found: number[] = [];
  private readonly wanted: string;
  private done = 0;

  constructor(
    private readonly log: LogText,
    query: string,
  ) {
    this.wanted = query.toLowerCase();
  }

  /** Searches what has come since the last time; the last line, which may grow, is searched anew each time. */
  goOn(): readonly number[] {
    const { found, log } = this;
    if (this.wanted === '') return found;
    if (found.at(-1) === this.done) found.pop();
    for (let line = this.done; line < log.length; line += 1) {
      if (log.plain(line).toLowerCase().includes(this.wanted)) found.push(line);
    }
    this.done = Math.max(0, log.length - 1);
    return found;
  }
}

/** Where a text stands in another, whatever its case; not overlapping. */
export function placesIn(text: string, query: string): [start: number, end: number][] {
  if (query === '') return [];
  const places: [number, number][] = [];
  const [within, wanted] = [text.toLowerCase(), query.toLowerCase()];
  // Where lower case is longer, places would be wrong: none are better.
  if (within.length !== text.length) return [];
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + wanted.length)) {
    places.push([at, at + wanted.length]);
  }
  return places;
}

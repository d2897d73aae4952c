import type { LogText } from './log-text.js';

/** Strongest first: of the first kind that there is, the last line counts, as what came before may have been handled. */
const SIGNS: readonly RegExp[] = [
  /\b(?:[A-Z]\w*(?:Error|Exception)|AssertionError|Traceback|panic)\b:?/,
  /^\s*(?:not ok\b|✖|✗|✕|×|FAIL(?:ED)?\b|--- FAIL)/,
  /\b(?:fatal|error)\b\s*[:![\]]|\berror TS\d+/i,
  /\b(?:failed|failure|cannot|not found|permission denied)\b/i,
];
/** Tools that only pass on what another said. */
const PASSED_ON = /^\s*(?:npm (?:ERR!|error)|make(?:\[\d+\])?: \*\*\*|\[solum\]|\s*at )/;
/** Further back nobody looks for why it ended. */
const MOST_LINES = 20_000;

/** The line that most likely says why a failed task failed; undefined where its log says nothing at all. */
export function failingLine(log: LogText): number | undefined {
  const first = Math.max(0, log.length - MOST_LINES);
  const last: (number | undefined)[] = SIGNS.map(() => undefined);
  let lastOfAll: number | undefined;
  for (let line = first; line < log.length; line += 1) {
    const text = log.plain(line);
    if (text.trim() === '' || PASSED_ON.test(text)) continue;
    lastOfAll = line;
    const kind = SIGNS.findIndex((sign) => sign.test(text));
    if (kind >= 0) last[kind] = line;
  }
  return last.find((line) => line !== undefined) ?? lastOfAll;
}

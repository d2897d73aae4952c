import { canonical } from './canonical.js';
import { LEVELS } from './compare.js';
import { holds, matches, Verdict } from './verdict.js';

/** The row of a case that differs: the first level at which it does, and how; the others are in the JSON. */
export function rowOf({ name, quirk, differences }: Verdict): string | undefined {
  const [first] = differences.filter(({ level }) => level !== 'diagnostics');
  if (!first) return undefined;
  const { level, what, expected, got } = first;
  const title = `${name}${quirk ? ' (quirk)' : ''}`;
  return `${title}  ${level}  ${what}: expected ${shown(expected)}, got ${shown(got)}`;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : canonical(value);
}

/** The counts, the cases that are no quirks in the levels and in the last line. */
export function summary(verdicts: readonly Verdict[]): string[] {
  const quirks = verdicts.filter(({ quirk }) => quirk);
  const cases = verdicts.filter(({ quirk }) => !quirk);
  return [
    ...LEVELS.map((level) => `${level}: ${counted(cases, (verdict) => holds(verdict, level))}`),
    `quirks: ${counted(quirks, matches)}`,
    counted(cases, matches),
  ];
}

function counted(verdicts: readonly Verdict[], good: (verdict: Verdict) => boolean): string {
  return `${verdicts.filter(good).length} of ${verdicts.length} match`;
}

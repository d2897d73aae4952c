import { ConformanceCase, Expected } from './case.js';
import { compare, Difference, Level, LEVELS } from './compare.js';

/** How one case came out. */
export interface Verdict {
  readonly name: string;
  readonly quirk: boolean;
  readonly differences: readonly Difference[];
}

/** Runs the case; one that cannot be run to its end differs in its behaviour. */
export async function judge(
  { name, quirk, expected }: ConformanceCase,
  outcome: () => Promise<Expected>,
): Promise<Verdict> {
  try {
    return { name, quirk, differences: compare(expected, await outcome()) };
  } catch (error) {
    const got = (error as Error).stack ?? String(error);
    return { name, quirk, differences: [{ level: 'behaviour', what: 'run', expected: 'its end', got }] };
  }
}

/** Whether nothing differs up to this level. */
export function holds({ differences }: Verdict, level: Level): boolean {
  const lowest = LEVELS.indexOf(level);
  return differences.every((each) => each.level === 'diagnostics' || LEVELS.indexOf(each.level) > lowest);
}

/** A case matches when its behaviour and its data do. */
export function matches(verdict: Verdict): boolean {
  return holds(verdict, 'data');
}

import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConformanceCase, readCase } from './case.js';
import { compare, Level, LEVELS } from './compare.js';
import { runCase } from './driver.js';

/** Runs the recorded cases of a corpus against the interpreter: `run.ts DIR [--only REGEX] [--verbose]`. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string' }, verbose: { type: 'boolean', default: false } },
  });
  const directory = await casesIn(resolve(positionals[0] ?? 'cases'));
  const only = new RegExp(values.only ?? '');
  const names = (await readdir(directory)).filter((name) => only.test(name)).sort();
  const verdicts: Verdict[] = [];
  for (const name of names) {
    const verdict = await judge(await readCase(directory, name));
    verdicts.push(verdict);
    report(verdict, values.verbose || values.only !== undefined);
  }
  summarise(
    'cases',
    verdicts.filter(({ quirk }) => !quirk),
  );
  summarise(
    'quirks',
    verdicts.filter(({ quirk }) => quirk),
  );
}

interface Verdict {
  readonly name: string;
  readonly quirk: boolean;
  /** The highest level that holds; -1 where not even behaviour does. */
  readonly level: number;
  readonly differences: ReadonlyMap<Level, readonly string[]>;
}

async function casesIn(directory: string): Promise<string> {
  return (await readdir(directory)).includes('cases') ? resolve(directory, 'cases') : directory;
}

async function judge(conformanceCase: ConformanceCase): Promise<Verdict> {
  const { name, quirk, expected } = conformanceCase;
  try {
    const differences = compare(expected, await runCase(conformanceCase));
    const first = LEVELS.findIndex((level) => differences.has(level));
    return { name, quirk, differences, level: first < 0 ? LEVELS.length - 1 : first - 1 };
  } catch (error) {
    const differences = new Map([['behaviour' as const, [(error as Error).stack ?? String(error)]]]);
    return { name, quirk, differences, level: -1 };
  }
}

/** Diagnostics are advisory: a case that differs in nothing else matches. */
const MATCHING = LEVELS.indexOf('accounting');

function report({ name, quirk, level, differences }: Verdict, verbose: boolean): void {
  if (level >= MATCHING && !verbose) return;
  const mark = level >= MATCHING ? 'same' : 'DIFFERENT';
  console.log(`${mark} ${name}${quirk ? ' (quirk)' : ''}`);
  for (const [which, texts] of differences) for (const text of texts) console.log(`    ${which}: ${text}`);
}

function summarise(what: string, verdicts: readonly Verdict[]): void {
  const counts = LEVELS.map((name, index) => {
    const held = verdicts.filter(({ level }) => level >= index).length;
    return `${name} ${held}`;
  });
  console.log(`${what}: ${verdicts.length}; matching up to ${counts.join(', ')}`);
}

await main();

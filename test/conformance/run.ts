import { readdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConformanceCase, readCase, recordCase } from './case.js';
import { EmbeddedEngine } from './embedded-engine.js';
import { ConformanceEngine } from './engine.js';
import { MistralEngine } from './mistral-engine.js';
import { rowOf, summary } from './report.js';
import { judge, matches, Verdict } from './verdict.js';

const HELP = `npm run conformance -- DIR [OPTIONS]

Runs recorded cases of Mistral's DSL v2 and compares: a row for each case that differs, then the counts. DIR holds the cases'
folders, or a folder "cases" of them. Code 0 when every case that is no quirk matches, 1 when one does not.

  --engine embedded|mistral   what to run them on (embedded); mistral is the test cloud's (npm run openstack:up)
  --only NAME                 only the cases whose name matches this regular expression
  --json FILE                 write all differences to a file as well, with those in the texts of errors (advisory)
  --record                    with --engine mistral: write what it does as the expected.json of the cases
`;

const ENGINES: Readonly<Record<string, () => Promise<ConformanceEngine>>> = {
  embedded: async () => new EmbeddedEngine(),
  mistral: () => MistralEngine.open(),
};

class WrongUsage extends Error {}

async function main(): Promise<boolean> {
  const { values, positionals } = parse();
  if (values.help) {
    process.stdout.write(HELP);
    return true;
  }
  const [directory, ...others] = positionals;
  if (!directory || others.length > 0) throw new WrongUsage('Name one folder of cases.');
  const open = ENGINES[values.engine];
  if (!open) throw new WrongUsage(`There is no engine ${values.engine}: embedded or mistral.`);
  if (values.record && values.engine !== 'mistral') throw new WrongUsage('Only Mistral is recorded.');
  const cases = await casesIn(resolve(directory), pattern(values.only ?? ''));
  const engine = await open();
  if (values.record) {
    const recorded: boolean[] = [];
    for (const path of cases) recorded.push(await record(engine, path));
    return recorded.every(Boolean);
  }
  const verdicts: Verdict[] = [];
  for (const path of cases) {
    const read = await readCase(path);
    const verdict = await judge(read, () => engine.run(read));
    verdicts.push(verdict);
    const row = rowOf(verdict);
    if (row !== undefined) console.log(row);
  }
  for (const line of summary(verdicts)) console.log(line);
  if (values.json) await writeJson(values.json, values.engine, verdicts);
  return verdicts.every((verdict) => verdict.quirk || matches(verdict));
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        engine: { type: 'string', default: 'embedded' },
        only: { type: 'string' },
        json: { type: 'string' },
        record: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    throw new WrongUsage(`--only: ${(error as Error).message}`);
  }
}

/** The folders of the cases whose names match, sorted. */
async function casesIn(directory: string, only: RegExp): Promise<string[]> {
  const [within = directory] = (await subdirectories(directory)).filter((path) => basename(path) === 'cases');
  const found: string[] = [];
  for (const path of await subdirectories(within)) {
    if ((await readdir(path)).includes('case.json') && only.test(basename(path))) found.push(path);
  }
  if (found.length === 0)
    throw new WrongUsage(`No case in ${within} has a name that matches ${String(only)}.`);
  return found.sort();
}

async function subdirectories(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(directory, name));
  } catch {
    throw new WrongUsage(`${directory} is not a folder that can be read.`);
  }
}

async function record(engine: ConformanceEngine, path: string): Promise<boolean> {
  const read: ConformanceCase = await readCase(path);
  try {
    await recordCase(path, await engine.run(read));
    console.log(`recorded ${read.name}`);
    return true;
  } catch (error) {
    console.log(`not recorded ${read.name}: ${(error as Error).message}`);
    return false;
  }
}

async function writeJson(file: string, engine: string, verdicts: readonly Verdict[]): Promise<void> {
  const cases = verdicts.map((verdict) => ({
    name: verdict.name,
    quirk: verdict.quirk,
    match: matches(verdict),
    differences: verdict.differences,
  }));
  await writeFile(file, `${JSON.stringify({ engine, summary: summary(verdicts), cases }, undefined, 2)}\n`);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${error instanceof WrongUsage ? `\n${HELP}` : ''}`);
  process.exitCode = 2;
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Command, type Page, pages } from './console-blocks.js';
import { A_CLOUD, prepareGiven } from './given.js';
import { isPrintedAs } from './printed.js';
import { Reader } from './reader.js';

const PAGE_MS = 240_000;

type Prepare = typeof prepareGiven;

/** The commands of the pages below a path that need no cloud, in the order in which a reader comes to them. */
export function runAsPrinted(below: string): void {
  const found = pages().filter(({ path, given }) => path.startsWith(below) && given !== A_CLOUD);
  describe.each(found)('$path', (page) => runPage(page));
}

/** What `given` asks for makes `prepare`. */
export function runPage({ path, given, blocks }: Page, prepare: Prepare = prepareGiven): void {
  const toRun = blocks.filter(({ notRun }) => notRun === undefined);
  if (toRun.length === 0) return;
  let reader: Reader;
  let failed: number | undefined;
  beforeAll(async () => {
    reader = await Reader.arrive();
    if (given !== undefined) await prepare(given, reader);
  }, PAGE_MS);
  afterAll(() => reader?.leave(), PAGE_MS);

  it.each(toRun)(
    `runs as printed: ${path}:$line`,
    async ({ line, stopped, commands }) => {
      if (failed !== undefined) throw new Error(`The block in line ${failed} failed: nobody comes here.`);
      failed = line;
      if (stopped) await reader.stopService();
      for (const command of commands) await follow(reader, path, command);
      failed = undefined;
    },
    PAGE_MS,
  );
}

async function follow(reader: Reader, path: string, command: Command): Promise<void> {
  const { code, printed, complaint } = await reader.follow(command);
  const where = `${path}:${command.line}: ${command.text}`;
  const said = command.prints;
  expect({ where, code, ...(code === 0 ? {} : { printed, complaint }) }).toEqual({ where, code: 0 });
  if (said !== undefined && !isPrintedAs(printed, said))
    expect({ where, prints: printed }).toEqual({ where, prints: said });
}

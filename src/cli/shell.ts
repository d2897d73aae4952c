import type { Command } from 'commander';
import { createInterface } from 'node:readline/promises';
import type { SolumClient } from '../client/index.js';
import { CommandError, EXIT } from './exit-code.js';
import type { Column } from './output/column.js';
import { type FormatChoice, listText, recordText } from './output/print.js';
import { openSession } from './session.js';
import { type Terminal, terminalOf } from './terminal.js';

export interface PageChoice {
  readonly limit?: number;
  readonly marker?: string;
  readonly sort?: string;
}

/** What commands have to do with: the service, and the user's terminal. */
export class Shell {
  readonly terminal: Terminal = terminalOf();
  private session: Promise<SolumClient> | undefined;

  constructor(private readonly program: Command) {}

  /** Signs in with the first command that asks. */
  client(): Promise<SolumClient> {
    return (this.session ??= openSession(this.program.opts(), process.env));
  }

  /** The result: to standard output. */
  print(text: string): void {
    process.stdout.write(text);
  }

  /** Anything else: to standard error. */
  tell(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  record(record: Readonly<Record<string, unknown>>, choice: FormatChoice): void {
    this.print(recordText(record, choice, this.terminal));
  }

  /** As many items as were asked for; says so where there are more. */
  async list<T>(
    columns: readonly Column<T>[],
    items: AsyncIterable<T> | readonly T[],
    choice: FormatChoice & PageChoice,
    most = 0,
  ): Promise<void> {
    const limit = choice.limit ?? most;
    const shown: T[] = [];
    let more = false;
    for await (const item of items) {
      if ((more = limit > 0 && shown.length === limit)) break;
      shown.push(item);
    }
    this.print(listText(columns, shown, choice, this.terminal));
    if (more && choice.limit === undefined) this.tell(`There are more: --limit 0 shows them all.`);
  }

  /** Asks before something dangerous, in a terminal only. Throws where the answer is no. */
  async confirm(question: string, { yes }: { readonly yes?: boolean }): Promise<void> {
    if (yes === true || !process.stdin.isTTY || !process.stderr.isTTY) return;
    const ask = createInterface({ input: process.stdin, output: process.stderr });
    const stopped = new AbortController();
    ask.once('SIGINT', () => stopped.abort());
    ask.once('close', () => stopped.abort());
    try {
      const answer = await ask
        .question(`${question} [y/N] `, { signal: stopped.signal })
        .catch(() => undefined);
      if (answer === undefined) throw new CommandError('', EXIT.interrupted);
      if (!/^y(es)?$/i.test(answer.trim())) throw new CommandError('Nothing was done.', EXIT.failed);
    } finally {
      ask.close();
    }
  }
}

/** What goes into the query of a list. */
export function pageQuery({ limit, marker, sort }: PageChoice): PageChoice {
  // One more than is shown tells whether there are more.
  const wanted = limit === undefined || limit === 0 ? {} : { limit: limit + 1 };
  return { ...wanted, ...(marker === undefined ? {} : { marker }), ...(sort === undefined ? {} : { sort }) };
}

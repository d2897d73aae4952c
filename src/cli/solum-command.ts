import { Command, InvalidArgumentError, Option } from 'commander';
import { FORMATS } from './output/print.js';

const collected = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** A command with what all of them share: examples in its help, and the options of their output. */
export class SolumCommand extends Command {
  override createCommand(name?: string): SolumCommand {
    return new SolumCommand(name);
  }

  /** Shown under the help. */
  examples(...lines: readonly string[]): this {
    return this.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`);
  }

  /** It prints the fields of one thing. */
  printsRecord(): this {
    return this.addOption(
      new Option('-f, --format <format>', 'form of the output').choices(FORMATS).default('table'),
    )
      .option('-c, --column <column>', 'show this column only (may be repeated)', collected)
      .option(
        '--max-width <columns>',
        'widest that a table gets; 0: as wide as it is',
        wholeNumber,
        widthFromEnvironment(),
      )
      .option('--noindent', 'JSON in one line');
  }

  /** It prints a list. */
  printsList(): this {
    return this.printsRecord().option(
      '--sort-column <column>',
      'sort by this column (may be repeated)',
      collected,
    );
  }

  /** The list comes in pages. */
  pages(most?: number): this {
    const unless = most === undefined ? 'all' : `${most}; 0: all`;
    return this.option('--limit <number>', `most that are shown (default: ${unless})`, wholeNumber)
      .option('--marker <id>', 'begin behind the item with this id')
      .option('--sort <key:dir>', 'order of the service, for example created_at:asc');
  }

  /** May be given several times. */
  repeatable(flags: string, description: string): this {
    return this.option(flags, description, collected);
  }

  idempotent(): this {
    return this.option('--idempotency-key <key>', 'the same request under the same key is done once');
  }

  /** It takes away what cannot be brought back: asks in a terminal. */
  asksFirst(): this {
    return this.option('-y, --yes', 'do not ask in a terminal');
  }
}

export function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}

function widthFromEnvironment(): number | undefined {
  const width = process.env.CLIFF_MAX_TERM_WIDTH ?? '';
  return /^\d+$/.test(width) ? Number(width) : undefined;
}

import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { makeProgram } from './program.js';

interface Leaf {
  readonly path: string;
  readonly command: Command;
}

const program = makeProgram('1.2.3');

function leavesOf(command: Command, path: string): Leaf[] {
  const below = command.commands.flatMap((one) => leavesOf(one, `${path} ${one.name()}`));
  return command.commands.length > 0 ? below : [{ path, command }];
}

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  return help;
}

const leaves = leavesOf(program, 'solum');
const examplesIn = (help: string) => [...help.matchAll(/^ {2}\$ (.+)$/gm)].map(([, line = '']) => line);

function commandOf(words: readonly string[]): Command {
  return words.reduce<Command>(
    (command, word) => command.commands.find((one) => one.name() === word) ?? command,
    program,
  );
}

describe('the help of the command line', () => {
  it('is there for more than forty commands', () => {
    expect(leaves.length).toBeGreaterThan(40);
  });

  // By their names: whole commands in a table would be printed with all that they hold.
  it.each(leaves.map(({ path }) => path))('says what "%s" does, and shows an example of it', (path) => {
    const command = commandOf(path.split(' ').slice(1));
    const help = helpOf(command);
    expect(command.description()).toMatch(/^[a-z].{8,}[^.]$/s);
    expect(help).toContain(`Usage: ${path}`);
    expect(examplesIn(help).filter((line) => line.includes(path)).length).toBeGreaterThan(0);
    for (const option of command.options) expect(option.description).not.toBe('');
  });

  it('has examples only of options that there are', () => {
    const examples = leaves.flatMap(({ command }) => examplesIn(helpOf(command)));
    for (const example of [...examples, ...examplesIn(helpOf(program))]) {
      for (const call of example.split(/\s*&&\s*|\s*\|\s*/).filter((part) => part.startsWith('solum '))) {
        const words = call
          .replaceAll(/"[^"]*"|'[^']*'/g, 'text')
          .split(' ')
          .slice(1);
        const { options } = commandOf(words);
        const known = options.flatMap(({ long, short }) => [long, short]);
        for (const word of words.filter((one) => /^-\w|^--\w/.test(one))) expect(known).toContain(word);
      }
    }
  });

  it('lists every group of commands, and the exit codes', () => {
    const help = helpOf(program);
    for (const group of program.commands.filter((one) => one.name() !== 'complete'))
      expect(help).toContain(`  ${group.name()} `);
    expect(help).toContain('Exit codes: 0 done, 1 the run failed');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CommandLine } from '../support/command-line.js';
import { startService, TestService } from '../support/test-service.js';

const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['a command', ['pip'], ['pipeline']],
  ['what a command can do', ['execution', 're'], ['reject', 'rerun', 'resume']],
  ['the values of an option', ['plan', 'list', '-f', ''], ['csv', 'json', 'table', 'value', 'yaml']],
  ['the names of what is there', ['plan', 'show', 'compl'], ['complete-me']],
];

let home: string;
let service: TestService;
let solum: CommandLine;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'solum-cli-'));
  service = await startService();
  solum = await new CommandLine(home, { OS_ENDPOINT: service.config.publicUrl }).installed();
  await service.api.createPlan({ name: 'complete-me' });
});

afterAll(async () => {
  await service.close();
  await rm(home, { recursive: true, force: true });
});

describe('completion', () => {
  it.each(CASES)('offers %s in bash', async (_, words, offered) => {
    const list = words.map((word) => JSON.stringify(word)).join(' ');
    const { stdout } = await solum.shell(
      `eval "$(solum completion bash)"; COMP_WORDS=(solum ${list}); COMP_CWORD=${words.length}; _solum; echo "\${COMPREPLY[*]}"`,
    );
    expect(stdout.trim().split(/\s+/)).toEqual(offered);
  });

  it.each(CASES)('offers %s in fish', async (_, words, offered) => {
    const script = `solum completion fish | source; complete -C 'solum ${words.join(' ')}'`;
    const env = {
      PATH: `${home}:${process.env.PATH ?? ''}`,
      HOME: home,
      OS_ENDPOINT: service.config.publicUrl,
    };
    const { stdout } = await promisify(execFile)('fish', ['--no-config', '-c', script], { env });
    expect(stdout.trim().split('\n').sort()).toEqual(offered);
  });

  it.each(CASES)('offers %s in zsh, at a press of the tab key', async (_, words, offered) => {
    const shell = solum.with({ PROMPT: '' }).openProgram('zsh', ['-f']);
    shell.type('autoload -U compinit; compinit -u -D; source <(solum completion zsh); echo rea""dy\r');
    await shell.shows('ready');
    shell.type(`solum ${words.join(' ')}\t\t`);
    for (const word of offered) await shell.shows(word);
    await shell.stop();
  });
});

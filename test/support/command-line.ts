import pty from '@lydell/node-pty';
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TerminalScreen } from './terminal-screen.js';
import { until } from './until.js';

const BUILT = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const COLUMNS = 100;
const ROWS = 30;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as it is installed, for a user with nothing but this environment. */
export class CommandLine {
  constructor(
    /** Where it runs, and the user's home. */
    private readonly home: string,
    private readonly environment: Readonly<Record<string, string>> = {},
  ) {}

  with(environment: Readonly<Record<string, string>>): CommandLine {
    return new CommandLine(this.home, { ...this.environment, ...environment });
  }

  /** In pipes; `input` is its standard input. */
  async run(args: readonly string[], input = ''): Promise<Ended> {
    const child = spawn(process.execPath, [BUILT, ...args], { cwd: this.home, env: this.env });
    const read = async (stream: AsyncIterable<Buffer>) => {
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part);
      return Buffer.concat(parts).toString();
    };
    // A command that reads nothing may be gone before this is written.
    child.stdin.on('error', () => undefined).end(input);
    const code = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr)]);
    return { code: await code, stdout, stderr };
  }

  /** The same in bash, where `solum` is the command. */
  async shell(script: string): Promise<Ended> {
    const solum = `solum() { ${JSON.stringify(process.execPath)} ${JSON.stringify(BUILT)} "$@"; }`;
    const child = spawn('bash', ['-c', `${solum}\n${script}`], { cwd: this.home, env: this.env });
    child.stdin.end();
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
    child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, stdout, stderr };
  }

  /** In a terminal. */
  open(args: readonly string[]): CommandInTerminal {
    return this.openProgram(process.execPath, [BUILT, ...args]);
  }

  /** Another program in a terminal, such as a shell. */
  openProgram(program: string, args: readonly string[]): CommandInTerminal {
    return new CommandInTerminal(program, args, this.home, { ...this.env, TERM: 'xterm-256color' });
  }

  /** The same with `solum` as a command that any program finds. */
  async installed(): Promise<CommandLine> {
    const file = join(this.home, 'solum');
    await writeFile(file, `#!/bin/sh\nexec '${process.execPath}' '${BUILT}' "$@"\n`, { mode: 0o755 });
    return this.with({ PATH: `${this.home}:${process.env.PATH ?? ''}` });
  }

  private get env(): Record<string, string> {
    return { PATH: process.env.PATH ?? '', HOME: this.home, LANG: 'C.UTF-8', ...this.environment };
  }
}

/** A command that runs in a terminal of its own. */
export class CommandInTerminal {
  /** Every byte that it wrote. */
  output = '';
  readonly screen = new TerminalScreen();
  readonly ended: Promise<number>;
  private readonly terminal: pty.IPty;

  constructor(program: string, args: readonly string[], cwd: string, env: Record<string, string>) {
    this.terminal = pty.spawn(program, [...args], { cols: COLUMNS, rows: ROWS, cwd, env });
    this.terminal.onData((data) => {
      this.output += data;
      this.screen.write(data);
    });
    this.ended = new Promise((resolve) => this.terminal.onExit(({ exitCode }) => resolve(exitCode)));
  }

  type(keys: string): void {
    this.terminal.write(keys);
  }

  /** Its exit code; one that waits for what nobody types is ended. */
  async ends(): Promise<number> {
    let code: number | undefined;
    void this.ended.then((exitCode) => (code = exitCode));
    await until(() => code !== undefined, 40_000).catch(() => {
      this.terminal.kill();
      throw new Error(`It does not end. The screen shows:\n${this.screen.text}`);
    });
    return this.ended;
  }

  /** As when its window is closed. */
  async stop(): Promise<void> {
    this.terminal.kill();
    await this.ended;
  }

  /** Until the screen shows it. */
  async shows(text: string): Promise<void> {
    await until(() => {
      if (!this.screen.text.includes(text)) throw new Error(`The screen shows:\n${this.screen.text}`);
    }, 30_000);
  }
}

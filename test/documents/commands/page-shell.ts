import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../support/until.js';

const PATIENCE_MS = 90_000;

export interface Outcome {
  readonly code: number;
  readonly printed: string;
  readonly complaint: string;
}

/** One bash for all commands of a page, as its reader has: variables and directories last from one command to the next. */
export class PageShell {
  private readonly bash: ChildProcess;
  private commands = 0;

  constructor(
    private readonly scratch: string,
    directory: string,
    environment: Readonly<Record<string, string>>,
  ) {
    // A process group of its own, so that what a command leaves running ends with the page.
    this.bash = spawn('bash', ['--noprofile', '--norc'], {
      cwd: directory,
      env: environment,
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    // It is ended while it waits for its next line.
    this.bash.stdin?.on('error', () => undefined);
  }

  async run(command: string): Promise<Outcome> {
    const file = (kind: string): string => join(this.scratch, `${this.commands}.${kind}`);
    this.commands += 1;
    const [script, out, err, code] = [file('sh'), file('out'), file('err'), file('code')];
    writeFileSync(script, `${command}\n`);
    this.bash.stdin?.write(
      `. '${script}' </dev/null >'${out}' 2>'${err}'; echo $? >'${code}.part'; mv '${code}.part' '${code}'\n`,
    );
    await until(() => existsSync(code), PATIENCE_MS).catch(() => {
      throw new Error(`It has not ended: ${readFileSync(err, 'utf8')}${readFileSync(out, 'utf8')}`);
    });
    const read = (path: string): string => readFileSync(path, 'utf8');
    return { code: Number(read(code)), printed: read(out), complaint: read(err) };
  }

  /** Ends it, and whatever it left running. */
  async close(): Promise<void> {
    if (this.bash.exitCode !== null || this.bash.pid === undefined) return;
    const group = -this.bash.pid;
    const ended = once(this.bash, 'exit');
    signal(group, 'SIGTERM');
    await ended;
    await until(() => !signal(group, 0), PATIENCE_MS);
  }
}

function signal(group: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(group, name);
  } catch {
    return false;
  }
}

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { groupMembers, processInfo } from './processes.mjs';
import { until } from './until.mjs';

const TERM_SECONDS = 15;
const KILL_SECONDS = 10;
const LOG_TAIL = 3000;

/** Debian's own tools come first: a newer python3 early on PATH has none of OpenStack's modules. */
const PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * One program of the cloud. It runs in a process group of its own and outlives the command that started it; a record in
 * the state folder tells later commands which processes are ours: by group and start time, as numbers are reused.
 */
export class Program {
  /**
   * @param {string} directory the cloud's state folder
   * @param {{ name: string, command: string, args: string[], env?: Record<string, string>, cwd?: string,
   *   settings?: string[] }} plan `settings` are the files whose change calls for a restart
   */
  constructor(directory, plan) {
    this.plan = plan;
    this.name = plan.name;
    this.recordFile = join(directory, 'run', `${plan.name}.json`);
    this.log = join(directory, 'log', `${plan.name}.log`);
  }

  /** Starts it, unless it runs with these very settings already. Answers whether it was started. */
  async ensureRunning() {
    if (this.isRunning()) {
      if (this.#record()?.digest === this.#digest()) return false;
      await this.stop();
    }
    await this.#endLeftovers();
    this.#start();
    return true;
  }

  /** Whether the program that we started still runs. */
  isRunning() {
    const record = this.#record();
    return record !== undefined && processInfo(record.pid)?.startTime === record.startTime;
  }

  /** @returns {number | undefined} */
  get pid() {
    return this.isRunning() ? this.#record()?.pid : undefined;
  }

  /** Asks it to end, and insists when it does not. */
  async stop() {
    const record = this.#record();
    if (!record) return;
    if (this.isRunning()) signal(record.pid, 'SIGTERM');
    await until(`${this.name} to end`, () => this.#members().length === 0, TERM_SECONDS).catch(
      () => undefined,
    );
    await this.kill();
  }

  /** Ends it and its children at once, as a crash would. */
  async kill() {
    await this.#endLeftovers();
    rmSync(this.recordFile, { force: true });
  }

  /** The end of what it wrote. */
  logTail() {
    try {
      return readFileSync(this.log, 'utf8').slice(-LOG_TAIL);
    } catch {
      return '';
    }
  }

  #start() {
    mkdirSync(join(this.recordFile, '..'), { recursive: true });
    mkdirSync(join(this.log, '..'), { recursive: true });
    const { command, args, env, cwd } = this.plan;
    const output = openSync(this.log, 'a');
    const child = spawn(command, args, {
      cwd,
      env: { HOME: process.env.HOME ?? '/', LANG: 'C.UTF-8', PATH, ...env },
      detached: true,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    // Told by isRunning: a program that is missing leaves no record.
    child.once('error', (error) => writeFileSync(this.log, `${error.message}\n`, { flag: 'a' }));
    child.unref();
    const started = child.pid === undefined ? undefined : processInfo(child.pid);
    if (!started) return;
    const record = { pid: child.pid, startTime: started.startTime, digest: this.#digest() };
    writeFileSync(this.recordFile, `${JSON.stringify(record)}\n`);
  }

  /** Workers can outlive a leader that was killed, and would keep its port. */
  async #endLeftovers() {
    for (const pid of this.#members()) signal(pid, 'SIGKILL');
    await until(`${this.name} to be gone`, () => this.#members().length === 0, KILL_SECONDS);
  }

  #members() {
    const record = this.#record();
    return record ? groupMembers(record.pid, record.startTime) : [];
  }

  /** @returns {{ pid: number, startTime: number, digest: string } | undefined} */
  #record() {
    try {
      return JSON.parse(readFileSync(this.recordFile, 'utf8'));
    } catch {
      return undefined;
    }
  }

  #digest() {
    const { command, args, env, settings = [] } = this.plan;
    const hash = createHash('sha256').update(JSON.stringify([command, args, env]));
    for (const file of settings) hash.update(readFileSync(file));
    return hash.digest('hex');
  }
}

/**
 * @param {number} pid
 * @param {'SIGTERM' | 'SIGKILL'} name
 */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

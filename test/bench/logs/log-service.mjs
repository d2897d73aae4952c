import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The plan's token, which each line of the log holds. */
export const SECRET = 'a-token-that-nobody-may-read';
const PAUSE_MS = 50;
const START_MS = 60_000;

/** The service as it is installed, whose jobs print logs. */
export class LogService {
  /** @type {number[]} */
  #samples = [];
  #watching = false;

  /** @param {{ directory: string, url: string, child: import('node:child_process').ChildProcess }} parts */
  constructor({ directory, url, child }) {
    this.directory = directory;
    this.url = url;
    this.child = child;
  }

  /**
   * @param {string} store
   * @param {string | undefined} databaseUrl
   */
  static async start(store, databaseUrl) {
    const directory = mkdtempSync(join(tmpdir(), 'solum-bench-logs-'));
    const port = await freePort();
    const log = openSync(join(directory, 'service.log'), 'a');
    const child = spawn(process.execPath, ['dist/main.js'], {
      env: {
        PATH: process.env.PATH,
        SOLUM_PORT: String(port),
        SOLUM_DATA_DIR: join(directory, 'data'),
        SOLUM_LOG_LEVEL: 'warn',
        SOLUM_LOG_STORE: store,
        SOLUM_SANDBOX: 'none',
        SOLUM_SOURCE_PROTOCOLS: 'file',
        SOLUM_JOB_OUTPUT_BYTES: '2000000000',
        ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      },
      stdio: ['ignore', log, log],
    });
    const service = new LogService({ directory, url: `http://127.0.0.1:${port}`, child });
    service.#makeRepository();
    await until(async () => (await fetch(`${service.url}/health/live`)).ok);
    return service;
  }

  /** @param {number} bytes */
  async print(bytes) {
    const line = `\\033[32mline\\033[0m of a log with ${SECRET} in it, and more than that`;
    const plan = await this.#post('/v1/plans', {
      version: 1,
      name: 'printer',
      artifacts: [
        {
          name: 'printer',
          content: { href: `file://${this.directory}/repository` },
          repo_token: SECRET,
          run_cmd: 'true',
          // What is masked is shorter than what is printed.
          unittest_cmd: `yes "$(printf '${line}')" | head -c ${Math.round(bytes * 1.4)}`,
        },
      ],
    });
    const pipeline = await this.#post('/v1/pipelines', {
      name: 'printer',
      plan_uri: plan.uri,
      workbook_name: 'unit_test',
    });
    const execution = `${this.url}/v1/executions/${pipeline.last_execution}`;
    const task = await until(async () => (await (await fetch(`${execution}/tasks`)).json())[0]);
    return { execution, url: `${execution}/tasks/${task.uuid}/log` };
  }

  /**
   * A log of so many bytes, to its end.
   *
   * @param {number} bytes
   */
  async printed(bytes) {
    const { execution } = await this.print(bytes);
    await until(async () => (await (await fetch(execution)).json()).ended_at);
  }

  /** Resident, when nothing is asked of it. */
  async idleMb() {
    await wait(2000);
    return this.#residentMb();
  }

  watchMemory() {
    this.#watching = true;
    const sample = async () => {
      while (this.#watching) {
        this.#samples.push(this.#residentMb());
        await wait(PAUSE_MS);
      }
    };
    void sample();
  }

  mostMb() {
    return Math.max(...this.#samples, this.#residentMb());
  }

  async stop() {
    this.#watching = false;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
    rmSync(this.directory, { recursive: true, force: true });
  }

  #residentMb() {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1000;
  }

  #makeRepository() {
    const path = join(this.directory, 'repository');
    const git = (/** @type {string[]} */ ...words) =>
      execFileSync('git', [
        ...['-C', path, '-c', 'user.name=Bench', '-c', 'user.email=bench@example.org'],
        ...words,
      ]);
    execFileSync('git', ['init', '-q', '-b', 'trunk', path]);
    writeFileSync(join(path, 'README.md'), 'A log.\n');
    git('add', '.');
    git('commit', '-q', '-m', 'begin');
  }

  /**
   * @param {string} path
   * @param {object} body
   */
  async #post(path, body) {
    const answer = await fetch(this.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}

/**
 * @template T
 * @param {() => Promise<T>} ask
 */
async function until(ask) {
  for (const end = Date.now() + START_MS; ;) {
    const answer = await ask().catch(() => undefined);
    if (answer) return answer;
    if (Date.now() > end) throw new Error('The service does not answer as it should.');
    await wait(PAUSE_MS);
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

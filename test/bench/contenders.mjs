import { fork } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from '../../scripts/prepare.mjs';

const START_SECONDS = 60;

/** A server under measurement, in a process of its own. */
export class Contender {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;

  /**
   * @param {string} name
   * @param {string} script
   * @param {number} port
   * @param {Record<string, string>} environment
   */
  constructor(name, script, port, environment) {
    this.name = name;
    this.script = script;
    this.port = port;
    this.environment = environment;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** While it runs. */
  get pid() {
    return this.#child?.pid ?? NaN;
  }

  async start() {
    const env = { ...process.env, TEST_DATABASE_URL: '', ...this.environment };
    const execArgv = (process.env.BENCH_NODE_OPTIONS ?? '').split(' ').filter(Boolean);
    const child = fork(this.script, {
      env,
      execArgv,
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child = child;
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.off('exit', kill));
    const deadline = Date.now() + START_SECONDS * 1000;
    while (Date.now() < deadline && child.exitCode === null) {
      if (await fetch(`${this.url}/health/live`).catch(() => undefined)) return;
      await wait(50);
    }
    throw new Error(`${this.name} did not start.`);
  }

  /** At once (`kill -9`): nothing that it does after this comes to anything. */
  async kill() {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
  }

  /** Politely, as a profile is written at the end. */
  async stop() {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(timer);
  }
}

/**
 * This service as it is deployed: the built program, without request logs; with the fake engine unless told otherwise.
 *
 * @param {Record<string, string>} environment which database, and what is to be different
 */
export async function service(environment) {
  const port = await freePort();
  return new Contender('service', join(ROOT, 'dist/main.js'), port, {
    NODE_ENV: 'production',
    SOLUM_HOST: '127.0.0.1',
    SOLUM_PORT: String(port),
    SOLUM_PUBLIC_URL: '',
    SOLUM_WORKFLOW_ENGINE: 'fake',
    SOLUM_LOG_LEVEL: 'warn',
    ...environment,
  });
}

/**
 * The bare handler over the same database.
 *
 * @param {Record<string, string>} database
 * @param {string} publicUrl the service's, so that both answer the same bytes
 */
export async function limit(database, publicUrl) {
  const port = await freePort();
  const script = join(ROOT, 'test/bench/limit.mjs');
  return new Contender('limit', script, port, {
    ...database,
    LIMIT_PORT: String(port),
    LIMIT_PUBLIC_URL: publicUrl,
  });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

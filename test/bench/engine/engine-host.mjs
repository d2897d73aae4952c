import { fork } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('host.mjs', import.meta.url));

/** The process that the embedded engine under measurement lives in. */
export class EngineHost {
  /** @type {import('node:child_process').ChildProcess} */
  #child;

  /** @param {import('node:child_process').ChildProcess} child */
  constructor(child) {
    this.#child = child;
  }

  /** @param {Record<string, string>} environment which database */
  static async start(environment) {
    const options = (process.env.BENCH_NODE_OPTIONS ?? '').split(' ').filter(Boolean);
    const child = fork(SCRIPT, {
      env: { ...process.env, ...environment },
      execArgv: ['--expose-gc', ...options],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const host = new EngineHost(child);
    await host.#answer();
    return host;
  }

  /**
   * @param {import('./scenarios.mjs').Scenario} scenario
   * @returns {Promise<import('./host.mjs').Took>}
   */
  run(scenario) {
    return this.#ask({ kind: 'run', scenario });
  }

  /** After everything that is not in use has been collected. @returns {Promise<import('./host.mjs').Memory>} */
  memory() {
    return this.#ask({ kind: 'memory' });
  }

  /** Politely, as a profile is written at the end. */
  async stop() {
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await gone;
  }

  /** @param {import('./host.mjs').Order} order */
  async #ask(order) {
    this.#child.send(order);
    return this.#answer();
  }

  /** @returns {Promise<any>} */
  #answer() {
    return new Promise((resolve, reject) => {
      const fail = (/** @type {number} */ code) =>
        reject(new Error(`The engine's process ended with ${code}.`));
      this.#child.once('exit', fail);
      this.#child.once('message', (message) => {
        this.#child.off('exit', fail);
        resolve(message);
      });
    });
  }
}

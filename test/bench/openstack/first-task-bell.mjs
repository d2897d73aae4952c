import { once } from 'node:events';
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';

/** What the first task calls: notes when it was called. */
export class FirstTaskBell {
  #server = createServer((_request, response) => {
    const at = performance.now();
    response.end('heard');
    this.#heard(at);
  });
  #heard = (/** @type {number} */ _at) => {};

  static async open() {
    const bell = new FirstTaskBell();
    bell.#server.listen(0, '127.0.0.1');
    await once(bell.#server, 'listening');
    return bell;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** Milliseconds from now until the next call. One at a time. */
  async untilRung() {
    const began = performance.now();
    const at = await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('No first task within 30 s.')), 30_000);
      this.#heard = (rung) => {
        clearTimeout(late);
        resolve(rung);
      };
    });
    return at - began;
  }

  async close() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

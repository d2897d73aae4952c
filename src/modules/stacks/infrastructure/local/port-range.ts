import { createServer } from 'node:net';

/** Below the range from which the system takes the ports of outgoing connections. */
const FIRST = 20_000;
const COUNT = 10_000;

/** Loopback ports for applications and their proxies, none given out twice at a time by this process. */
export class PortRange {
  private readonly taken = new Set<number>();

  /** A port on which nobody listens; not one of `avoided`. Throws an Error when there is none. */
  async take(avoided: readonly number[] = []): Promise<number> {
    const start = Math.floor(Math.random() * COUNT);
    for (let step = 0; step < COUNT; step += 1) {
      const port = FIRST + ((start + step) % COUNT);
      if (this.taken.has(port) || avoided.includes(port)) continue;
      this.taken.add(port);
      if (await isFree(port)) return port;
      this.taken.delete(port);
    }
    throw new Error(`All ports from ${FIRST} to ${FIRST + COUNT - 1} are in use.`);
  }

  release(port: number): void {
    this.taken.delete(port);
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

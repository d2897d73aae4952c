import { createServer } from 'node:net';

/** Loopback ports, none given out twice at a time by this process. */
export class PortRange {
  private readonly taken = new Set<number>();

  /** Below 32768 lie the ports that the system does not take for outgoing connections. */
  constructor(
    private readonly first: number,
    private readonly count: number,
  ) {}

  /** A port on which nobody listens; not one of `avoided`. Throws an Error when there is none. */
  async take(avoided: readonly number[] = []): Promise<number> {
    const { first, count } = this;
    const start = Math.floor(Math.random() * count);
    for (let step = 0; step < count; step += 1) {
      const port = first + ((start + step) % count);
      if (this.taken.has(port) || avoided.includes(port)) continue;
      this.taken.add(port);
      if (await isFree(port)) return port;
      this.taken.delete(port);
    }
    throw new Error(`All ports from ${first} to ${first + count - 1} are in use.`);
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

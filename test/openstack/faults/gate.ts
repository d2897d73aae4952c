import { createServer, IncomingMessage, request as ask, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Passing {
  /** `POST /v3/auth/tokens` */
  readonly what: string;
  readonly when: 'before' | 'after';
  /** The same for a request and its answer. */
  readonly number: number;
  readonly token: string | undefined;
}

/** Whether the request, or its answer, goes no further: the connection is lost, or a status is answered in its place. */
export type Watcher = (passing: Passing) => boolean | number;

/** The way to a service, on which each request and each answer passes a watcher. */
export class Gate {
  private passed = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
    private readonly watcher: Watcher,
  ) {}

  static async to(url: string, watcher: Watcher): Promise<Gate> {
    const server = createServer();
    const gate = new Gate(server, new URL(url), watcher);
    server.on('request', (request, response) => gate.pass(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return gate;
  }

  /** Where the gate is, in place of the target. */
  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method = '', url: path = '', headers } = incoming;
    const token = headers['x-auth-token'];
    const passing = {
      what: `${method} ${path.split('?')[0]}`,
      number: (this.passed += 1),
      token: typeof token === 'string' ? token : undefined,
    };
    const stop = (): void => void incoming.socket.destroy();
    const verdict = this.watcher({ ...passing, when: 'before' });
    if (typeof verdict === 'number') return void outgoing.writeHead(verdict).end();
    if (verdict) return stop();
    const options = { host: this.target.hostname, port: this.target.port, method, path, headers };
    const onward = ask(options, (answer) => {
      const body: Buffer[] = [];
      answer.on('data', (part: Buffer) => body.push(part));
      answer.on('end', () => {
        if (this.watcher({ ...passing, when: 'after' })) return stop();
        const { 'transfer-encoding': _, connection: __, ...rest } = answer.headers;
        const text = Buffer.concat(body);
        outgoing.writeHead(answer.statusCode ?? 502, { ...rest, 'content-length': text.length });
        outgoing.end(text);
      });
    });
    onward.on('error', stop);
    incoming.pipe(onward);
  }
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Counts connections from 1. */
  readonly connection: number;
}

export type Step = (request: IncomingMessage, response: ServerResponse) => void;

export const reset: Step = (request) => request.socket.resetAndDestroy();
export const silence: Step = () => {};
export const answer =
  (status: number, body: unknown = {}, headers: Record<string, string> = {}): Step =>
  (_, response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));

/** A real HTTP server that does the scripted steps in turn, the last one for ever, and remembers what it received. */
export class ScriptedServer {
  readonly received: Received[] = [];
  private steps: Step[] = [answer(200)];
  private connections = 0;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<ScriptedServer> {
    const server = createServer({ keepAliveTimeout: 60_000 });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const scripted = new ScriptedServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const numbers = new WeakMap<object, number>();
    server.on('connection', (socket) => numbers.set(socket, (scripted.connections += 1)));
    server.on('request', (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => scripted.take(request, response, body, numbers.get(request.socket) ?? 0));
    });
    return scripted;
  }

  script(...steps: Step[]): void {
    this.steps = steps;
    this.received.length = 0;
  }

  /** Refuses connections from now on. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  private take(request: IncomingMessage, response: ServerResponse, body: string, connection: number): void {
    const { method = '', url = '', headers } = request;
    this.received.push({ method, url, headers, body, connection });
    const step = this.steps.length > 1 ? this.steps.shift() : this.steps[0];
    step?.(request, response);
  }
}

import {
  createServer,
  type IncomingMessage,
  request as ask,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

/** The line between the service and Keystone: counts what goes through, can be cut or go silent, and can lose an answer. */
export class Line {
  readonly passed: Passed[] = [];
  /** Requests under way now, and the most that there were. */
  underWay = 0;
  mostAtOnce = 0;
  private isCut = false;
  private isSilent = false;
  private losing: { method: string; path: string } | undefined;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async to(url: string): Promise<Line> {
    const server = createServer();
    const line = new Line(server, new URL(url));
    server.on('request', (request, response) => line.pass(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  /** The target's address, by this line. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${this.target.pathname}`;
  }

  cut(): void {
    this.isCut = true;
    this.server.closeAllConnections();
  }

  /** Requests are taken from now on, and nobody answers. */
  hush(): void {
    this.isSilent = true;
  }

  mend(): void {
    if (this.isSilent) this.server.closeAllConnections();
    this.isCut = false;
    this.isSilent = false;
  }

  /** The next such request reaches the target, its answer does not come back. */
  loseAnswerTo(method: string, path: string): void {
    this.losing = { method, path };
  }

  count(method: string, path: string): number {
    return this.passed.filter((one) => one.method === method && one.path.startsWith(path)).length;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (this.isCut) return void incoming.socket.destroy();
    if (this.isSilent) return;
    const { method = '', url: path = '', headers } = incoming;
    this.passed.push({ method, path: path.slice(this.target.pathname.length), headers });
    this.underWay += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.underWay);
    outgoing.once('close', () => (this.underWay -= 1));
    const isLost = this.losing?.method === method && path.includes(this.losing.path);
    if (isLost) this.losing = undefined;
    const options = { host: this.target.hostname, port: this.target.port, method, path, headers };
    const onward = ask(options, (answer) => {
      if (isLost) return void answer.resume().on('end', () => incoming.socket.destroy());
      const { connection: _, ...rest } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, rest);
      answer.pipe(outgoing);
    });
    onward.on('error', () => incoming.socket.destroy());
    incoming.pipe(onward);
  }
}

import { createProxyServer, ProxyServer } from 'http-proxy-3';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { Duplex } from 'node:stream';

/** Longer than the clients' own, so that it is they who give up idle connections, and no request meets a closing one. */
const KEEP_ALIVE_MS = 75_000;
const NOT_RUNNING = 'The application is not running; it is being started again.\n';

/**
 * The port of a stack, kept while applications come and go behind it: a reverse proxy on the loopback for HTTP and
 * WebSockets. Each request goes to the application that is set when it arrives, on a connection of its own (a kept one
 * could be closed by the application just when it is used); 503 while there is none, 502 when it does not answer.
 */
export class StableFront {
  private target: number | null = null;
  private readonly requests = new Map<number, Set<ServerResponse>>();
  private readonly upgraded = new Set<Duplex>();
  private readonly proxy: ProxyServer = createProxyServer({ xfwd: true });

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {
    this.server.on('request', (request, response) => this.pass(request, response));
    this.server.on('upgrade', (request, socket, head) => this.passUpgrade(request, socket, head));
    this.proxy.on('proxyRes', (answer, _request, response) => {
      // The application's connection ends with this answer, the client's does not.
      delete answer.headers.connection;
      answer.once('close', () => answer.complete || response.destroy());
    });
  }

  /** Listens on 127.0.0.1; rejects with EADDRINUSE where somebody else does. */
  static async open(port: number): Promise<StableFront> {
    const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: '127.0.0.1', exclusive: true }, resolve);
    });
    return new StableFront(server, port);
  }

  /** From now on requests go there; those under way are not touched. Null: nowhere. */
  switchTo(port: number | null): void {
    this.target = port;
  }

  /** Resolves when no request to that application is under way, or after the signal. */
  async drained(port: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const [response] = this.requests.get(port) ?? [];
      if (!response) return;
      await new Promise<void>((resolve) => {
        response.once('close', resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  /** Stops listening and cuts what is under way. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    for (const socket of this.upgraded) socket.destroy();
    await closed;
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    const { target } = this;
    if (target === null) return refuse(response, 503, NOT_RUNNING);
    this.count(target, response);
    this.proxy.web(request, response, { target: addressOf(target) }, () =>
      refuse(response, 502, 'The application gave no answer.\n'),
    );
  }

  private passUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.upgraded.add(socket);
    socket.once('close', () => this.upgraded.delete(socket));
    socket.on('error', () => socket.destroy());
    if (this.target === null) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.proxy.ws(request, socket, head, { target: addressOf(this.target) }, () => socket.destroy());
  }

  private count(target: number, response: ServerResponse): void {
    const underWay = this.requests.get(target) ?? new Set();
    this.requests.set(target, underWay.add(response));
    response.once('close', () => {
      underWay.delete(response);
      if (underWay.size === 0) this.requests.delete(target);
    });
  }
}

function addressOf(port: number): { host: string; port: number } {
  return { host: '127.0.0.1', port };
}

function refuse(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'Content-Type': 'text/plain', 'Retry-After': '1' }).end(text);
}

import http from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { JsonObject } from '../../src/shared/domain/json.js';

const MISTRAL_HEADERS = [
  'mistral-workflow-name',
  'mistral-workflow-execution-id',
  'mistral-task-id',
  'mistral-action-execution-id',
  'mistral-callback-url',
];

interface Reply {
  readonly status: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Record<string, string>;
}

/** The corpus's HTTP helper server (its README, "HTTP helper server"). */
export class HttpHelper {
  readonly requests: JsonObject[] = [];
  private readonly counters = new Map<string, number>();
  private inFlight = 0;
  private highest = 0;

  private readonly server = http.createServer((request, response) => {
    void this.serve(request, response);
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
    const url = new URL(request.url ?? '/', 'http://helper');
    const count = (this.counters.get(url.pathname) ?? 0) + 1;
    this.counters.set(url.pathname, count);
    this.requests.push({
      method: request.method ?? '',
      path: request.url ?? '',
      mistral_headers: MISTRAL_HEADERS.every((name) => name in request.headers),
    });
    const reply = await this.reply(request, url, body, count);
    const content = reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json));
    const type = reply.json === undefined ? 'text/plain; charset=utf-8' : 'application/json';
    response.writeHead(reply.status, {
      ...(content ? { 'Content-Type': type } : {}),
      ...reply.headers,
      Connection: 'close',
    });
    response.end(content);
  }

  private async reply(request: http.IncomingMessage, url: URL, body: string, count: number): Promise<Reply> {
    const [, head = '', argument] = url.pathname.split('/');
    const number = Number(argument);
    switch (head) {
      case 'ok':
        return { status: 200, json: { ok: true } };
      case 'fail500':
        return { status: 500, json: { error: 'boom' } };
      case 'status':
        return number === 204 || number === 304
          ? { status: number }
          : { status: number, json: { status: number } };
      case 'flaky':
        return count <= number
          ? { status: 503, json: { error: 'flaky', attempt: count } }
          : { status: 200, json: { ok: true, attempt: count } };
      case 'counter':
        return { status: 200, json: { n: count } };
      case 'echo':
        return { status: 200, json: echoed(request, url, body) };
      case 'text':
        return { status: 200, text: 'plain text body' };
      case 'empty':
        return { status: 200 };
      case 'slow':
        await wait(number);
        return { status: 200, json: { ok: true, slept_ms: number } };
      case 'redirect':
        return { status: 302, headers: { Location: '/ok' } };
      case 'gauge':
        return argument === undefined ? { status: 200, json: { max: this.highest } } : this.gauge(number);
      default:
        return { status: 404, json: { error: 'no such path' } };
    }
  }

  private async gauge(milliseconds: number): Promise<Reply> {
    this.inFlight += 1;
    this.highest = Math.max(this.highest, this.inFlight);
    await wait(milliseconds);
    this.inFlight -= 1;
    return { status: 200, json: { ok: true } };
  }
}

function echoed(request: http.IncomingMessage, url: URL, body: string): JsonObject {
  const shown = Object.entries(request.headers).filter(([name]) =>
    /^(x-.*|content-type|authorization)$/.test(name),
  );
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(shown) as JsonObject,
    body,
    json: parsed(body),
  };
}

function parsed(body: string): JsonObject | null {
  try {
    return JSON.parse(body) as JsonObject;
  } catch {
    return null;
  }
}

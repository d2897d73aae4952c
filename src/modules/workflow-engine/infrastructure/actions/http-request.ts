import http from 'node:http';
import https from 'node:https';
import { readExactJson } from '../../domain/expressions/index.js';
import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';

/** One HTTP exchange. Headers keep the spelling they were sent with. */
export interface HttpAnswer {
  readonly status: number;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly url: string;
  readonly seconds: number;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  readonly verify: boolean;
  /**
   * Whether the connection may be one that is kept open. Its other end may close it at the moment the request is sent: only
   * for requests that may be sent again.
   */
  readonly reuse: boolean;
  readonly signal: AbortSignal;
}

const LONGEST_BODY = 8 * 1_048_576;
const AGENTS = {
  'http:': new http.Agent({ keepAlive: true, maxFreeSockets: 32 }),
  'https:': new https.Agent({ keepAlive: true, maxFreeSockets: 32 }),
};

/** Nothing came back: the connection could not be made, broke, or took too long. */
export class HttpConnectionError extends Error {
  constructor(
    message: string,
    /** Whether the other side may be asked again without doubt: it has not begun to answer. */
    readonly repeatable: boolean,
  ) {
    super(message);
    this.name = 'HttpConnectionError';
  }
}

const REPEATABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);

/** Sends a request and reads the whole answer, whatever its status. Throws `HttpConnectionError`. */
export function exchange(request: HttpRequest): Promise<HttpAnswer> {
  const { url } = request;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return Promise.reject(
      new HttpConnectionError(`No connection adapters were found for '${url.href}'`, false),
    );
  }
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void =>
      reject(
        new HttpConnectionError(error.message || (error.code ?? 'failed'), REPEATABLE.has(error.code ?? '')),
      );
    const sent = (url.protocol === 'https:' ? https : http).request(url, options(request), (response) => {
      read(response).then(
        (body) => resolve(answer(request, response, body, (performance.now() - started) / 1000)),
        (error: Error) => reject(new HttpConnectionError(error.message, false)),
      );
    });
    // Not AbortSignal.any with a timeout: Node 20 may collect the combination before the time is up.
    const { timeout } = request;
    const deadline = setTimeout(() => sent.destroy(new Error(`timed out after ${timeout} ms`)), timeout);
    sent.on('close', () => clearTimeout(deadline));
    sent.on('error', fail);
    sent.end(request.body);
  });
}

function options(request: HttpRequest): https.RequestOptions {
  const { method, url, headers, verify, reuse, signal, body } = request;
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  return {
    method,
    headers: { Accept: '*/*', 'User-Agent': 'solum-pipelines', ...length, ...headers },
    agent: reuse && AGENTS[url.protocol as keyof typeof AGENTS],
    rejectUnauthorized: verify,
    signal,
  };
}

async function read(response: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += (chunk as Buffer).length;
    if (length > LONGEST_BODY) throw new Error(`The answer is longer than ${LONGEST_BODY} bytes.`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function answer(
  { url }: HttpRequest,
  response: http.IncomingMessage,
  body: Buffer,
  seconds: number,
): HttpAnswer {
  const pairs = (response.headers['set-cookie'] ?? []).map((line) => /^\s*([^=;]+)=([^;]*)/.exec(line));
  return {
    status: response.statusCode ?? 0,
    reason: response.statusMessage ?? '',
    headers: spelledHeaders(response.rawHeaders),
    cookies: Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1] ?? '', pair[2] ?? '']] : []))),
    body,
    url: url.href,
    seconds,
  };
}

function spelledHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index] ?? '';
    headers[name] = name in headers ? `${headers[name]}, ${raw[index + 1]}` : (raw[index + 1] ?? '');
  }
  return headers;
}

/** The answer as Mistral's HTTP actions give it (the shape of mistral/actions/std_actions.py). */
export function shownAnswer(answer: HttpAnswer): JsonObject {
  const text = answer.body.toString('utf8');
  const type =
    Object.entries(answer.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return {
    content: parsed(text),
    status: answer.status,
    headers: { ...answer.headers },
    url: answer.url,
    history: [],
    encoding: encodingOf(type),
    reason: answer.reason,
    cookies: { ...answer.cookies },
    elapsed: answer.seconds,
  };
}

function parsed(text: string): JsonValue {
  try {
    return readExactJson(text);
  } catch {
    return text;
  }
}

/** As the Python library `requests` guesses it from the Content-Type. */
function encodingOf(type: string): string | null {
  const charset = /charset="?([^;"\s]+)/i.exec(type)?.[1];
  if (charset) return charset;
  if (type.includes('text/')) return 'ISO-8859-1';
  return type.includes('application/json') ? 'utf-8' : null;
}

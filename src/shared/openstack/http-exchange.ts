import axios, { type AxiosResponse, isAxiosError } from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { IMPLEMENTATION_VERSION } from '../version.js';
import { NoAnswer } from './openstack-errors.js';

const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;
const GATEWAY_STATUSES = new Set([502, 503, 504]);
const CONNECTION_LOST = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** On a kept-alive connection; repeated at once where the service had closed that one meanwhile. */
  readonly idempotent: boolean;
}

export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON parsed where the service says it is, else the text. */
  readonly data: unknown;
}

/**
 * One request and its answer, over connections that are kept. A service may close an idle connection just when a request
 * goes out on it: an idempotent request then goes out again at once on a new one, and a request that may not be repeated
 * always gets a new connection, so that it cannot be lost that way.
 */
export class HttpExchanges {
  private readonly kept = {
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
  };
  private readonly fresh = { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent() };

  /** Throws `NoAnswer`, or what the caller's signal was aborted with. */
  async send(exchange: Exchange): Promise<Answer> {
    const answer = await this.attempt(exchange, exchange.idempotent);
    if (answer !== 'stale connection') return answer;
    const again = await this.attempt(exchange, false);
    if (again === 'stale connection') throw new NoAnswer('the connection was lost');
    return again;
  }

  close(): void {
    for (const agent of [...Object.values(this.kept), ...Object.values(this.fresh)]) agent.destroy();
  }

  private async attempt(exchange: Exchange, keep: boolean): Promise<Answer | 'stale connection'> {
    const { method, url, headers, body, timeoutMs, signal } = exchange;
    signal?.throwIfAborted();
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeoutMs);
    const stop = (): void => deadline.abort();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const response = await axios.request<string>({
        ...(keep ? this.kept : this.fresh),
        method,
        url,
        data: body,
        headers: { 'User-Agent': `solum/${IMPLEMENTATION_VERSION}`, Accept: 'application/json', ...headers },
        signal: deadline.signal,
        responseType: 'text',
        transformRequest: (data: string | undefined) => data,
        transformResponse: (data: string) => data,
        validateStatus: () => true,
        maxRedirects: 0,
        maxContentLength: LARGEST_ANSWER_BYTES,
        proxy: false,
      });
      return usable(response);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof NoAnswer) throw error;
      if (deadline.signal.aborted) throw new NoAnswer(`no answer within ${timeoutMs} ms`);
      if (keep && onStaleConnection(error)) return 'stale connection';
      throw new NoAnswer(isAxiosError(error) ? (error.code ?? 'unreadable answer') : 'unreadable answer');
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  }
}

function usable({ status, headers, data }: AxiosResponse<string>): Answer {
  const answered = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  if (GATEWAY_STATUSES.has(status))
    throw new NoAnswer(`status ${status}`, secondsOf(answered['retry-after']));
  const isJson = /[/+]json\b/.test(answered['content-type'] ?? '');
  return { status, headers: answered, data: isJson && data !== '' ? parse(data) : data };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new NoAnswer('an answer that is not the JSON it says it is');
  }
}

export function secondsOf(retryAfter: string | undefined): number | undefined {
  return retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined;
}

/** Node marks the request of a socket that had served another one before (http.ClientRequest.reusedSocket). */
function onStaleConnection(error: unknown): boolean {
  if (!isAxiosError(error) || !CONNECTION_LOST.has(error.code ?? '')) return false;
  const request = error.request as
    { reusedSocket?: boolean; _currentRequest?: { reusedSocket?: boolean } } | undefined;
  return request?.reusedSocket === true || request?._currentRequest?.reusedSocket === true;
}

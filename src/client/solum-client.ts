import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './api.js';
import { SolumError, SolumUnreachableError } from './solum-error.js';

export interface SolumClientOptions {
  /** Where the service is, without /v1; empty in a browser: where the page came from. */
  readonly baseUrl: string;
  /** A Keystone token, or what gives one for each request; absent: none is sent (development mode). */
  readonly token?: string | (() => string | undefined | Promise<string | undefined>);
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Stands in for the global fetch. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** Every operation of the API, typed by its document: `client.GET('/v1/pipelines/{pipeline_id}', …)`. */
export type SolumClient = Client<paths>;

/** A client whose requests throw `SolumError` where they are refused, `SolumUnreachableError` where nothing answers. */
export function createSolumClient({ baseUrl, token, headers, fetch }: SolumClientOptions): SolumClient {
  const client = createClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    ...(headers ? { headers } : {}),
    ...(fetch ? { fetch } : {}),
  });
  client.use({
    async onRequest({ request }) {
      const present = typeof token === 'function' ? await token() : token;
      if (present !== undefined) request.headers.set('X-Auth-Token', present);
      return request;
    },
    async onResponse({ response }) {
      if (!response.ok) throw await SolumError.of(response);
    },
    onError({ error, request }) {
      return request.signal.aborted ? (error as Error) : new SolumUnreachableError(request.url, error);
    },
  });
  return client;
}

/** What a request answered: `await dataOf(client.GET('/v1/pipelines'))`. */
export async function dataOf<T>(request: Promise<{ data?: T }>): Promise<T> {
  return (await request).data as T;
}

/** The bytes of an answer that is asked for with `parseAs: 'stream'`; openapi-fetch gives none for an empty one. */
export async function streamOf(request: Promise<{ data?: unknown }>): Promise<ReadableStream<Uint8Array>> {
  const { data } = await request;
  return (data ?? new Response('').body) as ReadableStream<Uint8Array>;
}

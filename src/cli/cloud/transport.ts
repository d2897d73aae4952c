import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { authError } from '../exit-code.js';
import type { CloudSettings } from './cloud-settings.js';
import type { Environment } from './cloud-file.js';

/** Sends a request, and answers when the head of the answer is there. */
export type Transport = (request: Request) => Promise<Response>;

/** Node's fetch knows neither certificates of one's own nor proxies: only where these are needed, axios sends. */
export async function transportFor({ tls }: CloudSettings, env: Environment): Promise<Transport> {
  const proxied = ['https_proxy', 'http_proxy', 'all_proxy'].some(
    (name) => env[name] || env[name.toUpperCase()],
  );
  const trusting = tls.cacert !== undefined || tls.cert !== undefined || !tls.verify;
  return proxied || trusting ? throughAxios(tls) : (request) => fetch(request);
}

async function throughAxios(tls: CloudSettings['tls']): Promise<Transport> {
  const [{ default: axios }, { Agent }] = await Promise.all([import('axios'), import('node:https')]);
  const httpsAgent = new Agent({
    rejectUnauthorized: tls.verify,
    ...(tls.cacert === undefined ? {} : { ca: contentOf(tls.cacert) }),
    ...(tls.cert === undefined ? {} : { cert: contentOf(tls.cert), key: contentOf(tls.key ?? tls.cert) }),
  });
  return async (request) => {
    const answer = await axios.request<Readable>({
      url: request.url,
      method: request.method,
      headers: Object.fromEntries(request.headers),
      data: request.body === null ? undefined : Buffer.from(await request.arrayBuffer()),
      responseType: 'stream',
      validateStatus: () => true,
      maxRedirects: 0,
      signal: request.signal,
      httpsAgent,
    });
    const bodiless = [204, 205, 304].includes(answer.status);
    if (bodiless) answer.data.resume();
    return new Response(bodiless ? null : Readable.toWeb(answer.data), {
      status: answer.status,
      statusText: answer.statusText,
      headers: Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]),
    });
  };
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw authError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

import { isJsonObject, JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { pythonJson } from '../../domain/expressions/index.js';
import { ActionOutcome } from '../../domain/interpreter/index.js';
import { pythonStr } from '../../domain/language/index.js';
import { ActionContext, ActionPlugin, optional, raised, required } from './action-plugin.js';
import { exchange, HttpAnswer, HttpConnectionError, HttpRequest, shownAnswer } from './http-request.js';

const DEFAULT_TIMEOUT_MS = 60_000;
const MOST_REDIRECTS = 10;

/** What `std.http` and `std.mistral_http` are given. */
export const HTTP_PARAMETERS = [
  required('url'),
  ...[
    'method',
    'params',
    'body',
    'json',
    'headers',
    'cookies',
    'auth',
    'timeout',
    'allow_redirects',
    'proxies',
    'verify',
  ].map(optional),
];

/** `std.http`: sends a request; an answer of 200 to 306 is success. Its headers are sent and shown nowhere. */
export class HttpAction implements ActionPlugin {
  readonly name: string = 'std.http';
  readonly className: string = 'mistral.actions.std_actions.HTTPAction';
  readonly parameters = HTTP_PARAMETERS;
  /** Mistral makes a connection for each request. */
  protected readonly reusesConnections: boolean = false;

  refuse({ body, json }: JsonObject): string | undefined {
    return body && json ? "Only one of the parameters 'json' and 'body' can be passed" : undefined;
  }

  async run(input: JsonObject, context: ActionContext): Promise<ActionOutcome | undefined> {
    return this.send(input, {}, context).catch((error: unknown) => this.failed(error, context));
  }

  /** Throws `HttpConnectionError` only where asking again may help. */
  protected async send(
    input: JsonObject,
    extraHeaders: Readonly<Record<string, string>>,
    context: ActionContext,
  ): Promise<ActionOutcome> {
    try {
      const answer = await follow(input, extraHeaders, {
        reuse: this.reusesConnections,
        signal: context.signal,
      });
      const succeeded = answer.status >= 200 && answer.status < 307;
      return { state: succeeded ? 'SUCCESS' : 'ERROR', output: shownAnswer(answer) };
    } catch (error) {
      if (error instanceof HttpConnectionError && error.repeatable) throw error;
      return this.failed(error, context);
    }
  }

  failed(error: unknown, context: ActionContext): ActionOutcome {
    const message = `Failed to send HTTP request: ${(error as Error).message}`;
    return raised(`<${this.className}>`, context, message);
  }
}

async function follow(
  input: JsonObject,
  extraHeaders: Readonly<Record<string, string>>,
  connection: Pick<HttpRequest, 'reuse' | 'signal'>,
): Promise<HttpAnswer> {
  const body = bodyOf(input);
  let method = typeof input.method === 'string' ? input.method.toUpperCase() : 'GET';
  let url = urlOf(input);
  for (let redirects = 0; ; redirects += 1) {
    const timeout = Number(input.timeout ?? 0) * 1000 || DEFAULT_TIMEOUT_MS;
    const headers = { ...headersOf(input), ...extraHeaders };
    const verify = input.verify !== false;
    const answer = await exchange({ method, url, headers, body, timeout, verify, ...connection });
    const location = Object.entries(answer.headers).find(([name]) => name.toLowerCase() === 'location')?.[1];
    const redirected = [301, 302, 303, 307, 308].includes(answer.status) && location !== undefined;
    if (!redirected || input.allow_redirects !== true || redirects >= MOST_REDIRECTS) return answer;
    url = new URL(location, url);
    if (answer.status === 303 || (method === 'POST' && answer.status < 307)) method = 'GET';
  }
}

function urlOf({ url, params }: JsonObject): URL {
  const full = new URL(pythonStr(url ?? ''));
  if (typeof params === 'string') full.search = [full.search.slice(1), params].filter(Boolean).join('&');
  if (isJsonObject(params)) {
    for (const [name, value] of Object.entries(params)) appendParameter(full, name, value);
  }
  return full;
}

function appendParameter(url: URL, name: string, value: JsonValue): void {
  if (value === null) return;
  for (const item of Array.isArray(value) ? value : [value]) url.searchParams.append(name, pythonStr(item));
}

function bodyOf({ body, json }: JsonObject): string | undefined {
  if (json !== undefined && json !== null) return pythonJson(json);
  if (body === undefined || body === null) return undefined;
  return typeof body === 'string' ? body : pythonJson(body);
}

function headersOf({ headers, cookies, auth, json }: JsonObject): Record<string, string> {
  const all: Record<string, string> = {};
  if (json !== undefined && json !== null) all['Content-Type'] = 'application/json';
  if (isJsonObject(cookies)) {
    all.Cookie = Object.entries(cookies)
      .map(([name, value]) => `${name}=${pythonStr(value)}`)
      .join('; ');
  }
  if (typeof auth === 'string') all.Authorization = `Basic ${Buffer.from(auth).toString('base64')}`;
  if (isJsonObject(headers)) {
    for (const [name, value] of Object.entries(headers)) all[name] = pythonStr(value);
  }
  return all;
}

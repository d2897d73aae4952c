import { load } from 'js-yaml';
import { RawAnswer, RawConnection } from './raw-connection.js';

/** What the client reads of a plan or a pipeline. */
export interface Resource {
  readonly uuid: string;
  readonly name: string;
  readonly description: string;
  readonly uri: string;
  readonly [field: string]: unknown;
}

/** What the client prints after `ERROR: `. */
export class OldClientError extends Error {
  constructor(
    message: string,
    readonly details?: string,
  ) {
    super(message);
  }
}

export interface Login {
  readonly username: string;
  readonly password: string;
  readonly project: string;
}

/** As `requests` sends them: these headers, in this order and case, after Host. */
const common = (agent: string, accept: string): readonly string[] => [
  `User-Agent: ${agent}`,
  'Accept-Encoding: gzip, deflate',
  `Accept: ${accept}`,
  'Connection: keep-alive',
];
const SOLUM = common('solumclient.common.apiclient', '*/*');
const KEYSTONE = common('python-keystoneclient', 'application/json');
const YAML = 'Content-Type: x-application/yaml';
const JSON_TYPE = 'Content-Type: application/json';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The requests of python-solumclient 3, to the byte as they were seen on the wire, and its reading of the answers.
 * Each command has a connection of its own and looks names up in the whole list.
 */
export class OldClient {
  private readonly endpoint: URL;

  constructor(
    endpoint: string,
    private readonly token: string,
  ) {
    this.endpoint = new URL(endpoint);
  }

  /** `file`: the plan as the client writes it out again: sorted, and in the style of PyYAML. */
  async planCreate(file: string): Promise<Resource> {
    try {
      return await this.command(async (http) => {
        const { text } = await this.ask(http, 'POST', '/v1/plans', [YAML, this.auth, lengthOf(file)], file);
        return load(text) as Resource;
      });
    } catch (error) {
      if (error instanceof OldClientError) throw new OldClientError(error.details ?? 'Bad Request');
      throw error;
    }
  }

  planList(): Promise<Resource[]> {
    return this.command((http) => this.plans(http));
  }

  planShow(nameOrId: string): Promise<Resource> {
    return this.command((http) => this.plan(http, nameOrId));
  }

  planDelete(nameOrId: string): Promise<void> {
    return this.command(async (http) => {
      const { uuid } = await this.plan(http, nameOrId);
      await this.ask(http, 'DELETE', `/v1/plans/${uuid}`, [this.auth, lengthOf('')]);
    });
  }

  /** `plan`: a name, a uuid, or a uri, which is sent as it is. */
  pipelineCreate(plan: string, workbook: string, name: string): Promise<Resource> {
    return this.command(async (http) => {
      const uri = plan.includes('/') ? plan : (await this.plan(http, plan)).uri;
      const body = `{"base_url": "/v1", "name": "${name}", "plan_uri": "${uri}", "workbook_name": "${workbook}"}`;
      const headers = [this.auth, JSON_TYPE, lengthOf(body)];
      const { text } = await this.ask(http, 'POST', '/v1/pipelines', headers, body);
      return JSON.parse(text) as Resource;
    });
  }

  pipelineList(): Promise<Resource[]> {
    return this.command((http) => this.pipelines(http));
  }

  pipelineShow(nameOrId: string): Promise<Resource> {
    return this.command((http) => this.pipeline(http, nameOrId));
  }

  pipelineDelete(nameOrId: string): Promise<void> {
    return this.command(async (http) => {
      const { uuid } = await this.pipeline(http, nameOrId);
      await this.ask(http, 'DELETE', `/v1/pipelines/${uuid}`, [this.auth, lengthOf('')]);
    });
  }

  /** Lists of other things: language_packs; apps and components, which the service does not have. */
  list(collection: string): Promise<Resource[]> {
    return this.command((http) => this.json<Resource[]>(http, `/v1/${collection}`));
  }

  private async plans(http: RawConnection): Promise<Resource[]> {
    return load((await this.ask(http, 'GET', '/v1/plans', [YAML, this.auth])).text) as Resource[];
  }

  private async plan(http: RawConnection, nameOrId: string): Promise<Resource> {
    if (!UUID.test(nameOrId)) return only('Plan', nameOrId, await this.plans(http));
    return load((await this.ask(http, 'GET', `/v1/plans/${nameOrId}`, [YAML, this.auth])).text) as Resource;
  }

  private pipelines(http: RawConnection): Promise<Resource[]> {
    return this.json(http, '/v1/pipelines');
  }

  private async pipeline(http: RawConnection, nameOrId: string): Promise<Resource> {
    if (!UUID.test(nameOrId)) return only('Pipeline', nameOrId, await this.pipelines(http));
    return this.json(http, `/v1/pipelines/${nameOrId}`);
  }

  private async json<T>(http: RawConnection, path: string): Promise<T> {
    return JSON.parse((await this.ask(http, 'GET', path, [this.auth])).text) as T;
  }

  private get auth(): string {
    return `X-Auth-Token: ${this.token}`;
  }

  private command<T>(run: (http: RawConnection) => Promise<T>): Promise<T> {
    return connected(this.endpoint, run);
  }

  private async ask(
    http: RawConnection,
    method: string,
    path: string,
    headers: readonly string[],
    body?: string,
  ): Promise<RawAnswer> {
    const answer = await http.ask(head(method, path, this.endpoint, [...SOLUM, ...headers]), body);
    if (answer.status >= 400) throw failure(answer);
    return answer;
  }
}

/** The client's way in: Keystone's version, a password for a token of the project, and the endpoint in its catalogue. */
export async function signIn(
  authUrl: string,
  { username, password, project }: Login,
): Promise<{ token: string; endpoint: string }> {
  const keystone = new URL(authUrl);
  const discovery = head('GET', keystone.pathname, keystone, KEYSTONE);
  const { version } = JSON.parse((await connected(keystone, (http) => http.ask(discovery))).text) as {
    version: { links: { rel: string; href: string }[] };
  };
  const base = new URL(version.links.find(({ rel }) => rel === 'self')?.href ?? '');
  const domain = '"domain": {"name": "Default"}';
  const user = `{"password": "${password}", "name": "${username}", ${domain}}`;
  const identity = `{"methods": ["password"], "password": {"user": ${user}}}`;
  const body = `{"auth": {"identity": ${identity}, "scope": {"project": {"name": "${project}", ${domain}}}}}`;
  const headers = [...KEYSTONE, JSON_TYPE, lengthOf(body)];
  const request = head('POST', `${base.pathname}auth/tokens`, base, headers);
  const answer = await connected(base, (http) => http.ask(request, body));
  if (answer.status !== 201) throw failure(answer);
  return { token: answer.headers['x-subject-token'] ?? '', endpoint: endpointIn(answer.text) };
}

function endpointIn(token: string): string {
  const { catalog } = (
    JSON.parse(token) as {
      token: { catalog: { type: string; endpoints: { interface: string; url: string }[] }[] };
    }
  ).token;
  const service = catalog.find(({ type }) => type === 'application_deployment');
  return service?.endpoints.find((each) => each.interface === 'public')?.url ?? '';
}

async function connected<T>(url: URL, run: (http: RawConnection) => Promise<T>): Promise<T> {
  const http = await RawConnection.open(url);
  try {
    return await run(http);
  } finally {
    http.close();
  }
}

function head(method: string, path: string, { host }: URL, headers: readonly string[]): string {
  return `${[`${method} ${path} HTTP/1.1`, `Host: ${host}`, ...headers].join('\r\n')}\r\n\r\n`;
}

function lengthOf(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}`;
}

function only(kind: string, name: string, all: readonly Resource[]): Resource {
  const [found, another] = all.filter((each) => each.name === name);
  if (!found) throw new OldClientError(`No ${kind} matching {'name': '${name}'}.`);
  if (another) throw new OldClientError(`More than one ${kind} by that name. Retry with the UUID.`);
  return found;
}

/** It reads nothing but `error` of a JSON body, and of no other type than application/json. */
function failure({ status, headers, text }: RawAnswer): OldClientError {
  if (!headers['content-type']?.startsWith('application/json')) return new OldClientError(`HTTP ${status}`);
  const { error } = JSON.parse(text) as { error: { message: string; details: string } };
  return new OldClientError(error.message, error.details);
}

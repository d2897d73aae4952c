import { setTimeout as wait } from 'node:timers/promises';
import { pythonJson, readExactJson } from '../../src/modules/workflow-engine/domain/expressions/index.js';
import { JsonObject, JsonValue } from '../../src/shared/domain/json.js';
import { TestCloud } from '../openstack/test-cloud.js';

export interface MistralAnswer {
  readonly status: number;
  /** The body, or its text where it is not JSON. */
  readonly body: JsonValue;
}

const RETRIES = 3;
const RETRY_MS = 500;

/** The REST API of the test cloud's Mistral, as the user demo. */
export class MistralClient {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Throws where there is no test cloud, or its Mistral does not answer. */
  static async open(): Promise<MistralClient> {
    const cloud = TestCloud.open();
    const scope = cloud.scopeOf('demo');
    const url = await cloud.endpoints.of('workflowv2', scope.projectId);
    try {
      const client = new MistralClient(url, await scope.token());
      await client.get('/workbooks?limit=1');
      return client;
    } catch (cause) {
      const why = (cause as Error).message;
      throw new Error(`Mistral does not answer at ${url} (npm run openstack:up): ${why}`, { cause });
    }
  }

  async send(method: string, path: string, body?: JsonObject | string): Promise<MistralAnswer> {
    const text = typeof body === 'object' ? pythonJson(body) : (body ?? null);
    const type = typeof body === 'object' ? 'application/json' : 'text/plain';
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { 'x-auth-token': this.token, ...(text === null ? {} : { 'content-type': type }) },
      body: text,
    });
    return { status: answer.status, body: parsed(await answer.text()) };
  }

  /** Reads; asks again where Mistral fails. */
  async get(path: string): Promise<JsonObject> {
    for (let attempt = 1; ; attempt += 1) {
      const { status, body } = await this.send('GET', path);
      if (status < 300) return body as JsonObject;
      if (status < 500 || attempt === RETRIES) throw new Error(`GET ${path}: ${status}`);
      await wait(RETRY_MS);
    }
  }
}

function parsed(text: string): JsonValue {
  try {
    return readExactJson(text);
  } catch {
    return text;
  }
}

import request, { Test } from 'supertest';
import { until } from './until.js';

/** A plan as users write it; `changes` replaces members. */
export function planBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    version: 1,
    name: 'shop',
    description: 'The web shop',
    artifacts: [
      {
        name: 'web',
        content: { href: 'https://git.example.org/shop.git' },
        unittest_cmd: 'npm test',
        run_cmd: 'npm start',
      },
    ],
    ...changes,
  };
}

/** Speaks the API in the terms of the domain, and raw where a test is about the wire. */
export class ApiClient {
  constructor(
    readonly url: string,
    protected readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** The same service, asked with these headers as well. */
  with(headers: Readonly<Record<string, string>>): ApiClient {
    return new ApiClient(this.url, { ...this.headers, ...headers });
  }

  get(path: string): Test {
    return request(this.url).get(path).set(this.headers);
  }

  post(path: string, body?: object): Test {
    const call = request(this.url).post(path).set(this.headers);
    return body === undefined ? call : call.send(body);
  }

  put(path: string, body: object): Test {
    return request(this.url).put(path).set(this.headers).send(body);
  }

  delete(path: string): Test {
    return request(this.url).delete(path).set(this.headers);
  }

  async createPlan(changes: Record<string, unknown> = {}): Promise<{ uuid: string; uri: string }> {
    const answer = await this.post('/v1/plans', planBody(changes)).expect(201);
    return answer.body as { uuid: string; uri: string };
  }

  /** With a plan of its own unless one is given. */
  async createPipeline(changes: Record<string, unknown> = {}): Promise<Pipeline> {
    const planUri = (changes.plan_uri as string | undefined) ?? (await this.createPlan()).uri;
    const body = { name: 'shop', plan_uri: planUri, workbook_name: 'test_build_deploy', ...changes };
    const answer = await this.post('/v1/pipelines', body).expect(201);
    return answer.body as Pipeline;
  }

  async execution(id: string): Promise<Execution> {
    return (await this.get(`/v1/executions/${id}`).expect(200)).body as Execution;
  }

  async tasks(id: string): Promise<Task[]> {
    return (await this.get(`/v1/executions/${id}/tasks`).expect(200)).body as Task[];
  }

  /** Waits for the end of an execution. */
  async ended(id: string, milliseconds = 20_000): Promise<Execution> {
    return until(async () => {
      const execution = await this.execution(id);
      if (!['SUCCESS', 'ERROR', 'CANCELLED'].includes(execution.state))
        throw new Error(`${id} is ${execution.state}`);
      return execution;
    }, milliseconds);
  }
}

export interface Pipeline {
  readonly uuid: string;
  readonly uri: string;
  readonly name: string;
  readonly trigger_uri: string;
  readonly trigger_secret: string;
  readonly last_execution: string;
  readonly stack_id: string;
  readonly [field: string]: unknown;
}

export interface Execution {
  readonly uuid: string;
  readonly state: string;
  readonly state_info: string | null;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
  readonly [field: string]: unknown;
}

export interface Task {
  readonly uuid: string;
  readonly name: string;
  readonly verdict: string;
  readonly state: string;
  readonly result: unknown;
  readonly [field: string]: unknown;
}

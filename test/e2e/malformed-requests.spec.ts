import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { Pipeline, planBody } from '../support/api-client.js';
import { startService, TestService } from '../support/test-service.js';

/** What is refused never reaches the database: one of them is tried to the full, the others with a sample. */
const REQUESTS = process.env.TEST_DATABASE_URL ? 100 : 1000;

interface Route {
  readonly method: string;
  readonly path: string;
}

interface Hostile {
  readonly segment: string;
  readonly query: string;
  readonly body: string;
  readonly contentType: string;
}

describe('malformed requests', () => {
  let service: TestService;
  let routes: Route[];
  let pipeline: Pipeline;

  beforeAll(async () => {
    service = await startService();
    pipeline = await service.api.createPipeline({ workbook_name: 'build' });
    await service.api.ended(pipeline.last_execution);
    const { body } = await service.api.get('/openapi.json').expect(200);
    const paths = body.paths as Record<string, object>;
    routes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => ({ method: method.toUpperCase(), path })),
    );
  });

  afterAll(() => service.close());

  async function everyRow(): Promise<string> {
    const database = service.app.get(DataSource);
    const tables = [
      'plans',
      'pipelines',
      'executions',
      'engine_workbooks',
      'station_jobs',
      'local_stacks',
      'secrets',
      'schedules',
      'language_packs',
      'commit_statuses',
    ];
    const rows = await Promise.all(
      tables.map((table) => database.query<{ watched_at?: unknown }[]>(`SELECT * FROM ${table} ORDER BY id`)),
    );
    return JSON.stringify(rows.map((table) => table.map((row) => ({ ...row, watched_at: undefined }))));
  }

  const segments = fc.oneof(
    fc
      .string({ minLength: 1 })
      // A client takes dots out of a path before it sends it.
      .filter((text) => !/^\.+$/.test(text))
      .map(encodeURIComponent),
    fc.uuid(),
    fc.constantFrom(
      '..%2f..',
      '%00',
      '%ff%fe',
      "'%20OR%201=1--",
      'x'.repeat(190),
      '%F0%9F%92%A9',
      '__proto__',
      'null',
      '-1',
    ),
  );
  const bodies = fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom(
      '',
      '{',
      '[]',
      'null',
      '5',
      '"text"',
      '{"name": 5}',
      '{"__proto__": {"a": 1}}',
      '{"constructor": {"prototype": {}}}',
      '[[[[[[[[',
      `{"name": "${'x'.repeat(100_000)}"}`,
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      'a: &a [*a]',
      'a: &a [1]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]',
      '!!js/function "function () {}"',
      '\u0000\u0001',
      JSON.stringify(planBody({ tags: 'no' })),
      JSON.stringify({ reason: 5 }),
      JSON.stringify({ definition: 'version: "2.0"' }),
      JSON.stringify({ inputs: [] }),
      JSON.stringify({ value: 'ab\0cd' }),
    ),
  );
  const types = fc.constantFrom(
    'application/json',
    'application/x-yaml',
    'x-application/yaml',
    'text/plain',
    'application/octet-stream',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'nonsense',
  );
  const queries = fc.oneof(
    fc.constant(''),
    fc.constantFrom(
      'limit=-1',
      'limit=1e9',
      'marker=x',
      'sort=;drop',
      'name=a&name=b',
      'limit[]=1',
      'limit=%00',
      '__proto__[a]=1',
      '%=%',
    ),
    fc
      .tuple(fc.string({ minLength: 1 }), fc.string())
      .map(([name, value]) => `${encodeURIComponent(name)}x=${encodeURIComponent(value)}`),
  );

  /** Without a wrong parameter or a wrong id, only what has a body can be malformed; a wrong document is what validation is for. */
  function isMalformed({ method, path }: Route, { query }: Hostile): boolean {
    const takesBody = (method === 'POST' || method === 'PUT') && !path.endsWith('/validate');
    return query !== '' || path.includes('{') || takesBody;
  }

  async function send(route: Route, hostile: Hostile): Promise<Response> {
    const path = route.path.replace(/\{[^}]+\}/g, hostile.segment);
    const hasBody = route.method === 'POST' || route.method === 'PUT';
    const query = hostile.query && `?${hostile.query}`;
    return fetch(`${service.config.publicUrl}${path}${query}`, {
      method: route.method,
      headers: hasBody ? { 'Content-Type': hostile.contentType } : {},
      ...(hasBody ? { body: hostile.body } : {}),
    });
  }

  async function refusal(route: Route, request: Hostile): Promise<number> {
    const answer = await send(route, request);
    const text = await answer.text();
    if (answer.status < 400 || answer.status > 499) {
      throw new Error(`${route.method} ${route.path} ${JSON.stringify(request)} -> ${answer.status} ${text}`);
    }
    const problem = JSON.parse(text) as Record<string, unknown>;
    expect(problem).toMatchObject({
      status: answer.status,
      code: expect.any(String),
      error: { code: answer.status },
    });
    expect(problem.request_id).toBe(answer.headers.get('x-openstack-request-id'));
    expect(problem.faultstring).toBe(problem.detail);
    expect(text).not.toMatch(/node_modules|at .*\.(ts|js):\d+/);
    return answer.status;
  }

  it(`of every kind, ${REQUESTS} at every route, get a 4xx with the error body and leave the database as it was`, async () => {
    const before = await everyRow();
    const statuses = new Set<number>();
    const hostile = fc.record({ segment: segments, query: queries, body: bodies, contentType: types });
    for (const route of routes) {
      const requests = hostile.filter((request) => isMalformed(route, request));
      const property = fc.asyncProperty(requests, async (request) => {
        statuses.add(await refusal(route, request));
      });
      await fc.assert(property, { numRuns: REQUESTS });
    }
    expect(await everyRow()).toBe(before);
    expect([...statuses]).toEqual(expect.arrayContaining([400, 401, 404, 415]));
  }, 600_000);

  it.each(['a: &a [*a]', '&a {b: *a}', `a: ${'['.repeat(500)}${']'.repeat(500)}`])(
    'of YAML that contains itself, or goes too deep, are refused: %s',
    async (body) => {
      for (const path of ['/v1/plans', '/v1/workbooks']) {
        const answer = await service.api
          .post(path)
          .set('Content-Type', 'application/x-yaml')
          .send(body)
          .expect(400);
        expect(answer.body.error.code).toBe(400);
      }
      const verdict = await service.api
        .post('/v1/workbooks/validate')
        .type('text/plain')
        .send(body)
        .expect(200);
      expect(verdict.body.valid).toBe(false);
    },
  );

  it.each([
    [
      'a body of more than the limit',
      'application/json',
      JSON.stringify({ name: 'x'.repeat(1_100_000) }),
      413,
    ],
    ['a body of an unknown type', 'application/octet-stream', 'x', 415],
    ['JSON that is none', 'application/json', '{', 400],
  ])('with %s say so', async (_, contentType, body, status) => {
    for (const path of ['/v1/plans', '/v1/pipelines', `/v1/pipelines/${pipeline.uuid}/executions`]) {
      const answer = await fetch(service.config.publicUrl + path, {
        method: 'POST',
        headers: { 'Content-Type': contentType },
        body,
      });
      expect([path, answer.status]).toEqual([path, status]);
      expect(await answer.json()).toMatchObject({ status, error: { message: expect.any(String) } });
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService, TestService } from '../support/test-service.js';

const MISSING = '00000000-0000-4000-8000-000000000000';

describe('the error body', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service.close());

  it('has what RFC 9457, OpenStack’s SDK and the old client read', async () => {
    const answer = await service.api.get(`/v1/pipelines/${MISSING}`).expect(404);
    const detail = `There is no pipeline ${MISSING} here.`;
    expect(answer.headers['content-type']).toMatch('application/json');
    expect(answer.body).toEqual({
      type: 'urn:solum:error:pipeline.not_found',
      title: 'Not Found',
      status: 404,
      detail,
      code: 'pipeline.not_found',
      request_id: answer.headers['x-openstack-request-id'],
      errors: [],
      message: detail,
      faultcode: 'Client',
      faultstring: detail,
      debuginfo: null,
      error: { code: 404, title: 'Not Found', message: detail, details: detail },
    });
  });

  it('is application/problem+json for who asks for that', async () => {
    const answer = await service.api
      .get(`/v1/plans/${MISSING}`)
      .set('Accept', 'application/problem+json')
      .expect(404);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
  });

  it('comes also where there is no route', async () => {
    const { body } = await service.api.get('/v2/nothing').expect(404);
    expect(body).toMatchObject({
      code: 'route.not_found',
      status: 404,
      detail: 'Cannot GET /v2/nothing: there is nothing at this path.',
    });
  });

  it('bears a request id of its own each time', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => (await service.api.get('/v1/plans/x')).body.request_id),
    );
    expect(new Set(ids).size).toBe(2);
  });
});

describe('every answer', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service.close());

  it('names the version of the API and the request', async () => {
    const { headers } = await service.api.get('/v1/plans').expect(200);
    expect(headers['openstack-api-version']).toBe('application-deployment 1.0');
    expect(headers['x-openstack-request-id']).toMatch(/^req-[0-9a-f-]{36}$/);
  });

  it('of a write without a rule of the policy is refused', async () => {
    const answer = await service.api.get('/v1/plans').set('Host', 'attacker.example').expect(403);
    expect(answer.body.code).toBe('auth.host_refused');
  });
});

describe('discovery', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service.close());

  it('starts at / with the versions', async () => {
    const { body } = await service.api.get('/').expect(200);
    expect(body.versions).toMatchObject([
      { status: 'CURRENT', links: [{ href: `${service.config.publicUrl}/v1`, rel: 'self' }] },
    ]);
  });

  it('goes on at /v1 with the platform of the original service', async () => {
    const { body } = await service.api.get('/v1').expect(200);
    expect(body).toMatchObject({
      name: 'solum',
      type: 'platform',
      pipelines_uri: `${service.config.publicUrl}/v1/pipelines`,
    });
  });

  it('has an OpenAPI 3.1 document in which every operation has an id and its errors', async () => {
    const { body } = await service.api.get('/openapi.json').expect(200);
    expect(body.openapi).toBe('3.1.0');
    const operations = Object.values(
      body.paths as Record<string, Record<string, { operationId: string; responses: object }>>,
    ).flatMap((path) => Object.values(path));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { responses } of operations)
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['500', '503']));
  });
});

describe('operators', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service.close());

  it('see each dependency by name', async () => {
    const { body } = await service.api.get('/health/ready').expect(200);
    expect(body).toMatchObject({
      status: 'ok',
      checks: {
        database: { status: 'ok' },
        workflow_engine: { status: 'ok' },
        stack_provider: { status: 'ok' },
      },
    });
    expect((await service.api.get('/healthcheck').expect(200)).text).toBe('OK');
    await service.api.get('/health/live').expect(200, { status: 'ok' });
  });

  it('measure requests by route, not by path', async () => {
    await service.api.get(`/v1/pipelines/${MISSING}`).expect(404);
    const { text } = await service.api.get('/metrics').expect(200);
    expect(text).toContain('route="/v1/pipelines/:pipeline_id",status="404"');
    expect(text).not.toContain(MISSING);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ApiClient, Pipeline } from '../support/api-client.js';
import { startService, TestService } from '../support/test-service.js';

const SECRET = /^[0-9a-f]{64}$/;

describe('the trigger of a pipeline', () => {
  let service: TestService;
  let api: ApiClient;
  let pipeline: Pipeline;
  let path: string;

  beforeAll(async () => {
    service = await startService();
    api = service.api;
    pipeline = await api.createPipeline({ workbook_name: 'build' });
    path = `/v1/pipelines/${pipeline.uuid}/trigger`;
  });

  afterAll(() => service.close());

  it('gets a secret that only the answer to its creation shows, and refuses unsigned webhooks', async () => {
    expect(pipeline.trigger_secret).toMatch(SECRET);
    const { body } = await api.get(path).expect(200);
    expect(body).toMatchObject({
      trigger_uri: pipeline.trigger_uri,
      unsigned: 'refused',
      rate_limit: 600,
      filters: { branches: [], events: ['push', 'tag'], skip_ci: true, rebuild_phrase: null },
      secret_made_at: expect.any(String),
      previous_secret_until: null,
    });
    const answers = [
      body,
      (await api.get(`/v1/pipelines/${pipeline.uuid}`)).body,
      (await api.get('/v1/pipelines')).body,
    ];
    expect(JSON.stringify(answers)).not.toContain(pipeline.trigger_secret);
  });

  it('keeps its secret sealed in the database', async () => {
    const rows = await service.app.get(DataSource).query<object[]>('SELECT * FROM pipeline_triggers');
    expect(JSON.stringify(rows)).not.toContain(pipeline.trigger_secret);
  });

  it('shows no secret to who repeats the creation under its Idempotency-Key', async () => {
    const { uri } = await api.createPlan();
    const create = () =>
      api
        .post('/v1/pipelines', { name: 'twice', plan_uri: uri, workbook_name: 'build' })
        .set('Idempotency-Key', 'twice')
        .expect(201);
    const [first, again] = [await create(), await create()];
    expect(first.body.trigger_secret).toMatch(SECRET);
    expect(again.body).toMatchObject({ uuid: first.body.uuid, trigger_secret: null });
  });

  it('takes settings when it is made, and changes of those that are named', async () => {
    const made = await api.createPipeline({
      workbook_name: 'build',
      trigger: { unsigned: 'allowed', filters: { branches: ['main'] } },
    });
    const at = `/v1/pipelines/${made.uuid}/trigger`;
    await api.put(`/v1/pipelines/${made.uuid}`, { trigger: { rate_limit: 5 } }).expect(200);
    await api.put(at, { filters: { tags: ['v*'], rebuild_phrase: '/rebuild' } }).expect(200);
    const { body } = await api.put(at, { filters: { skip_ci: false } }).expect(200);
    expect(body).toMatchObject({
      unsigned: 'allowed',
      rate_limit: 5,
      filters: { branches: ['main'], tags: ['v*'], skip_ci: false, rebuild_phrase: '/rebuild' },
    });
    const cleared = await api.put(at, { filters: { rebuild_phrase: null } }).expect(200);
    expect(cleared.body.filters.rebuild_phrase).toBeNull();
  });

  it('is changed only as its ETag says it was read', async () => {
    const { headers } = await api.get(path).expect(200);
    await api.put(path, { rate_limit: 700 }).set('If-Match', String(headers.etag)).expect(200);
    const { body } = await api
      .put(path, { rate_limit: 800 })
      .set('If-Match', String(headers.etag))
      .expect(412);
    expect(body.code).toBe('precondition.failed');
  });

  it.each([
    [{ unsigned: 'perhaps' }, '/unsigned'],
    [{ rate_limit: 0 }, '/rate_limit'],
    [{ filters: { branches: [5] } }, '/filters/branches'],
    [{ filters: { events: ['earthquake'] } }, '/filters/events'],
    [{ filters: { colour: 'red' } }, '/filters/colour'],
    [{ filters: 'all' }, '/filters'],
    [{ secret: 'mine' }, '/secret'],
  ])('refuses %j by the name of what is wrong', async (settings, pointer) => {
    const { body } = await api.put(path, settings).expect(400);
    expect(body).toMatchObject({ code: 'trigger.invalid', errors: [{ pointer }] });
  });

  it('gets a new secret by rotation, and says until when the old one is believed', async () => {
    const { body } = await api.post(`${path}/rotate-secret`, { overlap: 60 }).expect(200);
    expect(body.trigger_secret).toMatch(SECRET);
    expect(body.trigger_secret).not.toBe(pipeline.trigger_secret);
    const overlap = new Date(body.previous_secret_until).getTime() - new Date(body.secret_made_at).getTime();
    expect(overlap).toBeGreaterThanOrEqual(60_000);
    expect(overlap).toBeLessThan(61_000);
    const atOnce = await api.post(`${path}/rotate-secret`, { overlap: 0 }).expect(200);
    expect(atOnce.body.previous_secret_until).toBeNull();
    expect((await api.get(path)).body).not.toHaveProperty('trigger_secret');
  });

  it('goes with its pipeline', async () => {
    const made = await api.createPipeline({ workbook_name: 'build' });
    await api.delete(`/v1/pipelines/${made.uuid}`).expect(204);
    await api.get(`/v1/pipelines/${made.uuid}/trigger`).expect(404);
    const query = `SELECT id FROM pipeline_triggers WHERE pipeline_id = '${made.uuid}'`;
    expect(await service.app.get(DataSource).query(query)).toEqual([]);
  });
});

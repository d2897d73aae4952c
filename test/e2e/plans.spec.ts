import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { planBody } from '../support/api-client.js';
import { startService, TestService } from '../support/test-service.js';

describe('plans', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service.close());

  it('are answered as they were written, with what the service knows of them', async () => {
    const answer = await service.api.post('/v1/plans', planBody()).expect(201);
    expect(answer.body).toMatchObject({
      ...planBody(),
      type: 'plan',
      services: [],
      parameters: {},
      project_id: 'development',
    });
    expect(answer.headers.location).toBe(answer.body.uri);
    const shown = await service.api.get(`/v1/plans/${answer.body.uuid}`).expect(200);
    expect(shown.body).toEqual(answer.body);
  });

  it('written in YAML are answered in YAML', async () => {
    const yaml =
      'version: 1\nname: ex1\nartifacts:\n- name: web\n  content: {href: https://git.example.org/ex1.git}\n  ports: 80\n';
    const answer = await service.api
      .post('/v1/plans')
      .set('Content-Type', 'application/x-yaml')
      .send(yaml)
      .expect(201);
    expect(answer.headers['content-type']).toMatch('application/x-yaml');
    expect(load(answer.text)).toMatchObject({ name: 'ex1', artifacts: [{ name: 'web', ports: 80 }] });
  });

  it('are read in YAML or JSON as Accept asks', async () => {
    const { uuid } = await service.api.createPlan();
    const yaml = await service.api.get(`/v1/plans/${uuid}`).set('Accept', 'application/x-yaml').expect(200);
    expect(load(yaml.text)).toMatchObject({ uuid, name: 'shop' });
    const json = await service.api.get(`/v1/plans/${uuid}`).set('Accept', 'application/json').expect(200);
    expect(json.body).toEqual(load(yaml.text));
  });

  it('never give back a repository token, in any form', async () => {
    const artifacts = [
      {
        name: 'web',
        content: { href: 'https://git.example.org/p.git', private: true },
        repo_token: 'hush-hush',
      },
    ];
    const created = await service.api.post('/v1/plans', planBody({ artifacts })).expect(201);
    const shown = await service.api.get(`/v1/plans/${created.body.uuid}`).expect(200);
    const listed = await service.api.get('/v1/plans').set('Accept', 'application/x-yaml').expect(200);
    for (const text of [created.text, shown.text, listed.text]) expect(text).not.toContain('hush');
  });

  it('are replaced as a whole by PUT', async () => {
    const { uuid } = await service.api.createPlan();
    const answer = await service.api.put(`/v1/plans/${uuid}`, { version: 1, name: 'renamed' }).expect(200);
    expect(answer.body).toMatchObject({ uuid, name: 'renamed', description: '', artifacts: [] });
  });

  it('are not changed on the base of an old version', async () => {
    const { uuid } = await service.api.createPlan();
    const { headers } = await service.api.get(`/v1/plans/${uuid}`).expect(200);
    await service.api
      .put(`/v1/plans/${uuid}`, planBody({ name: 'first' }))
      .set('If-Match', headers.etag ?? '')
      .expect(200);
    const late = await service.api
      .put(`/v1/plans/${uuid}`, planBody({ name: 'second' }))
      .set('If-Match', headers.etag ?? '')
      .expect(412);
    expect(late.body.code).toBe('precondition.failed');
  });

  it('that did not change are not sent again', async () => {
    const { uuid } = await service.api.createPlan();
    const { headers } = await service.api.get(`/v1/plans/${uuid}`).expect(200);
    const again = await service.api
      .get(`/v1/plans/${uuid}`)
      .set('If-None-Match', headers.etag ?? '')
      .expect(304);
    expect(again.text).toBe('');
  });

  it('are deleted with 202, and are gone', async () => {
    const { uuid } = await service.api.createPlan();
    await service.api.delete(`/v1/plans/${uuid}`).expect(202);
    await service.api.get(`/v1/plans/${uuid}`).expect(404);
    await service.api.delete(`/v1/plans/${uuid}`).expect(404);
  });

  it('stay while a pipeline refers to them', async () => {
    const plan = await service.api.createPlan();
    const pipeline = await service.api.createPipeline({ plan_uri: plan.uri });
    const refused = await service.api.delete(`/v1/plans/${plan.uuid}`).expect(409);
    expect(refused.body.code).toBe('plan.in_use');
    await service.api.delete(`/v1/pipelines/${pipeline.uuid}`).expect(204);
    await service.api.delete(`/v1/plans/${plan.uuid}`).expect(202);
  });

  it('made twice under one Idempotency-Key are one', async () => {
    const make = () =>
      service.api
        .post('/v1/plans', planBody({ name: 'once' }))
        .set('Idempotency-Key', 'abc')
        .expect(201);
    expect((await make()).body.uuid).toBe((await make()).body.uuid);
    const other = await service.api
      .post('/v1/plans', planBody({ name: 'twice' }))
      .set('Idempotency-Key', 'abc')
      .expect(409);
    expect(other.body.code).toBe('idempotency.key_reused');
  });

  it.each([
    ['an unknown member', planBody({ colour: 'red' }), '/colour'],
    [
      'an unknown member of an artifact',
      planBody({ artifacts: [{ name: 'a', content: { href: 'https://x/y' }, colour: 1 }] }),
      '/artifacts/0/colour',
    ],
    ['a name with spaces', planBody({ name: 'a b' }), '/name'],
    ['a name that is no text', planBody({ name: 5 }), '/name'],
    ['a name of 101 characters', planBody({ name: 'x'.repeat(101) }), '/name'],
    ['another version', planBody({ version: 2 }), '/version'],
    [
      'a port of 0',
      planBody({ artifacts: [{ name: 'a', content: { href: 'https://x/y' }, ports: 0 }] }),
      '/artifacts/0/ports',
    ],
    [
      'an address that git takes for an option',
      planBody({ artifacts: [{ name: 'a', content: { href: '--upload-pack=x' } }] }),
      '/artifacts/0/content/href',
    ],
    [
      'a transport helper',
      planBody({ artifacts: [{ name: 'a', content: { href: 'ext::sh -c id' } }] }),
      '/artifacts/0/content/href',
    ],
  ])('with %s are refused by name', async (_, body, pointer) => {
    const answer = await service.api.post('/v1/plans', body).expect(400);
    expect(answer.body.code).toBe('plan.invalid');
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('in YAML that is none are refused with the place', async () => {
    const answer = await service.api
      .post('/v1/plans')
      .set('Content-Type', 'application/x-yaml')
      .send('a: [1,')
      .expect(400);
    expect(answer.body.code).toBe('yaml.invalid');
  });
});

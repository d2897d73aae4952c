import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService, TestService } from '../support/test-service.js';

describe('pipelines', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service.close());

  it('have the fields of the original service, and are shown as they were created', async () => {
    const plan = await service.api.createPlan();
    const pipeline = await service.api.createPipeline({
      plan_uri: plan.uri,
      tags: ['web'],
      description: 'The shop',
    });
    expect(pipeline).toMatchObject({
      uri: `${service.config.publicUrl}/v1/pipelines/${pipeline.uuid}`,
      name: 'shop',
      type: 'pipeline',
      description: 'The shop',
      tags: ['web'],
      project_id: 'development',
      user_id: 'developer',
      plan_uri: plan.uri,
      workbook_name: 'test_build_deploy',
      trigger_uri: expect.stringMatching(/\/v1\/triggers\/[0-9a-f-]{36}$/),
      last_execution: expect.any(String),
      status: 'ready',
    });
    const { body } = await service.api.get(`/v1/pipelines/${pipeline.uuid}`).expect(200);
    const { trigger_secret: _shownOnce, ...shown } = pipeline;
    expect(body).toEqual(shown);
  });

  it('start their first execution when they are created', async () => {
    const pipeline = await service.api.createPipeline();
    const { body } = await service.api.get(`/v1/pipelines/${pipeline.uuid}/executions`).expect(200);
    expect(body).toMatchObject([
      { uuid: pipeline.last_execution, trigger: 'creation', started_by: 'developer' },
    ]);
  });

  it('bring their built-in workbook with them, and take it away again', async () => {
    const name = 'unit_test';
    expect((await service.api.get(`/v1/workbooks/${name}`).expect(200)).body.origin).toBe('built-in');
    const pipeline = await service.api.createPipeline({ workbook_name: name });
    expect((await service.api.get(`/v1/workbooks/${name}`).expect(200)).body.origin).toBe('project');
    await service.api.delete(`/v1/pipelines/${pipeline.uuid}`).expect(204);
    expect((await service.api.get(`/v1/workbooks/${name}`).expect(200)).body.origin).toBe('built-in');
  });

  it('leave a workbook that another pipeline uses, or that the user changed', async () => {
    const first = await service.api.createPipeline({ workbook_name: 'build' });
    const second = await service.api.createPipeline({ workbook_name: 'build' });
    await service.api.delete(`/v1/pipelines/${first.uuid}`).expect(204);
    expect((await service.api.get('/v1/workbooks/build').expect(200)).body.origin).toBe('project');
    await service.api.delete(`/v1/pipelines/${second.uuid}`).expect(204);
  });

  it('change only what a PUT names', async () => {
    const pipeline = await service.api.createPipeline({ description: 'before', tags: ['a'] });
    const { body } = await service.api
      .put(`/v1/pipelines/${pipeline.uuid}`, { description: 'after' })
      .expect(200);
    expect(body).toMatchObject({
      name: 'shop',
      description: 'after',
      tags: ['a'],
      workbook_name: 'test_build_deploy',
    });
  });

  it.each(['project_id', 'user_id', 'trust_id', 'trigger_id', 'uuid', 'stack_id', 'status'])(
    'refuse that %s is written, on creation and later',
    async (member) => {
      const plan = await service.api.createPlan();
      const body = { name: 'shop', plan_uri: plan.uri, workbook_name: 'build', [member]: 'another' };
      const created = await service.api.post('/v1/pipelines', body).expect(400);
      expect(created.body.errors).toEqual([{ pointer: `/${member}`, detail: 'is not known here' }]);
      const pipeline = await service.api.createPipeline();
      await service.api.put(`/v1/pipelines/${pipeline.uuid}`, { [member]: 'another' }).expect(400);
    },
  );

  it.each([
    ['no plan', { plan_uri: undefined }],
    ['a plan that is not there', { plan_uri: 'OURS/v1/plans/00000000-0000-4000-8000-000000000000' }],
    [
      'a plan of another service',
      { plan_uri: 'http://198.51.100.7/v1/plans/00000000-0000-4000-8000-000000000000' },
    ],
    ['a plan_uri that is no plan’s', { plan_uri: 'OURS/v1/pipelines/00000000-0000-4000-8000-000000000000' }],
    ['a plan_uri that is none', { plan_uri: 'shop' }],
  ])('with %s are refused in the words of the original', async (_, changes) => {
    const uri = changes.plan_uri?.replace('OURS', service.config.publicUrl);
    const answer = await service.api
      .post('/v1/pipelines', { name: 'shop', workbook_name: 'build', plan_uri: uri })
      .expect(400);
    expect(answer.body.faultstring).toContain('The plan was not given or could not be found');
  });

  it('with a workbook that nobody has are refused, naming those that there are', async () => {
    const plan = await service.api.createPlan();
    const body = { name: 'shop', plan_uri: plan.uri, workbook_name: 'nothing' };
    const answer = await service.api.post('/v1/pipelines', body).expect(400);
    expect(answer.body.detail).toMatch(
      /workbook.*nothing.*build, build_deploy, test_build_approve_deploy, test_build_deploy, unit_test/,
    );
  });

  it('are deleted with their executions; a second DELETE finds nothing', async () => {
    const pipeline = await service.api.createPipeline();
    await service.api.delete(`/v1/pipelines/${pipeline.uuid}`).expect(204);
    await service.api.delete(`/v1/pipelines/${pipeline.uuid}`).expect(404);
    await service.api.get(`/v1/executions/${pipeline.last_execution}`).expect(404);
    await service.api.post(new URL(pipeline.trigger_uri).pathname).expect(404);
  });

  it('are not changed on the base of an old version', async () => {
    const pipeline = await service.api.createPipeline();
    const { headers } = await service.api.get(`/v1/pipelines/${pipeline.uuid}`).expect(200);
    const change = (name: string) =>
      service.api.put(`/v1/pipelines/${pipeline.uuid}`, { name }).set('If-Match', headers.etag ?? '');
    await change('first').expect(200);
    await change('second').expect(412);
  });

  it('made twice under one Idempotency-Key are one, with one first execution', async () => {
    const plan = await service.api.createPlan();
    const body = { name: 'once', plan_uri: plan.uri, workbook_name: 'build' };
    const make = () =>
      service.api.post('/v1/pipelines', body).set('Idempotency-Key', 'pipeline-1').expect(201);
    const first = await make();
    expect((await make()).body.uuid).toBe(first.body.uuid);
    const { body: executions } = await service.api
      .get(`/v1/pipelines/${first.body.uuid}/executions`)
      .expect(200);
    expect(executions).toHaveLength(1);
  });

  it('of no such id, or of what is no id, are not found', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'shop', '../plans', '%00']) {
      const answer = await service.api.get(`/v1/pipelines/${encodeURIComponent(id)}`).expect(404);
      expect(answer.body.code).toBe('pipeline.not_found');
    }
  });

  it('are found with and without a trailing slash', async () => {
    const pipeline = await service.api.createPipeline();
    await service.api.get(`/v1/pipelines/${pipeline.uuid}/`).expect(200);
    await service.api.get('/v1/pipelines/').expect(200);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pipeline } from '../support/api-client.js';
import { until } from '../support/until.js';
import { startService, TestService } from '../support/test-service.js';

const WAITING = `---
version: '2.0'
name: waiting
workflows:
  main:
    input:
      - greeting: hello
    output:
      said: <% $.greeting %>
    tasks:
      hold:
        action: std.async_noop
      say:
        action: std.echo output=<% $.greeting %>
`;

describe('executions', () => {
  let service: TestService;
  let pipeline: Pipeline;

  beforeAll(async () => {
    // The embedded engine: here a task that nobody answers really waits.
    service = await startService({ environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });
    await service.api.post('/v1/workbooks').type('text/plain').send(WAITING).expect(201);
    pipeline = await service.api.createPipeline({ workbook_name: 'waiting' });
  });

  afterAll(() => service.close());

  const start = async (body: object = {}) =>
    (await service.api.post(`/v1/pipelines/${pipeline.uuid}/executions`, body).expect(202)).body as {
      uuid: string;
      uri: string;
    };

  const running = async (id: string) => {
    return until(async () => {
      const tasks = await service.api.tasks(id);
      expect(tasks).toMatchObject([
        { name: 'hold', verdict: 'running' },
        { name: 'say', verdict: 'pass' },
      ]);
      return tasks;
    });
  };

  it('are started by POST with a Location, and become the last one', async () => {
    const answer = await service.api.post(`/v1/pipelines/${pipeline.uuid}/executions`).expect(202);
    expect(answer.headers.location).toBe(answer.body.uri);
    expect(answer.body).toMatchObject({
      trigger: 'manual',
      started_by: 'developer',
      pipeline_id: pipeline.uuid,
    });
    const { body } = await service.api.get(`/v1/pipelines/${pipeline.uuid}`).expect(200);
    expect(body.last_execution).toBe(answer.body.uuid);
  });

  it('take the inputs that the workflow declares, and refuse others by name', async () => {
    const { uuid } = await start({ inputs: { greeting: 'good day' } });
    await running(uuid);
    expect(await service.api.execution(uuid)).toMatchObject({ inputs: { greeting: 'good day' } });
    const { body } = await service.api
      .post(`/v1/pipelines/${pipeline.uuid}/executions`, { inputs: { colour: 1 } })
      .expect(400);
    expect(body).toMatchObject({ code: 'execution.input_invalid', errors: [{ pointer: '/inputs/colour' }] });
  });

  it('record the digest of the workbook that they run', async () => {
    const { uuid } = await start();
    await running(uuid);
    const { body: workbook } = await service.api.get('/v1/workbooks/waiting').expect(200);
    expect(await service.api.execution(uuid)).toMatchObject({
      workbook_digest: workbook.digest,
      workflow_name: 'waiting.main',
    });
  });

  it('show their tasks as jobs, found by id and by name', async () => {
    const { uuid } = await start();
    const [hold] = await running(uuid);
    const byName = await service.api.get(`/v1/executions/${uuid}/tasks/hold`).expect(200);
    const byId = await service.api.get(`/v1/executions/${uuid}/tasks/${hold?.uuid}`).expect(200);
    expect(byName.body).toEqual(byId.body);
    await service.api.get(`/v1/executions/${uuid}/tasks/nothing`).expect(404);
  });

  it('that are cancelled end with who and why, and their tasks with them', async () => {
    const { uuid } = await start();
    await running(uuid);
    await service.api.post(`/v1/executions/${uuid}/cancel`, { reason: 'wrong branch' }).expect(202);
    const ended = await service.api.ended(uuid);
    expect(ended).toMatchObject({ state: 'CANCELLED', state_info: 'cancelled by developer: wrong branch' });
    expect((await service.api.tasks(uuid)).map(({ name, verdict }) => [name, verdict])).toEqual([
      ['hold', 'cancelled'],
      ['say', 'pass'],
    ]);
    await service.api.post(`/v1/executions/${uuid}/cancel`).expect(202);
  });

  it('that have ended cannot be cancelled', async () => {
    const other = await service.api.createPipeline({ workbook_name: 'waiting' });
    await running(other.last_execution);
    await service.api.post(`/v1/executions/${other.last_execution}/cancel`).expect(202);
    const done = await service.api.ended(other.last_execution);
    expect(done.state).toBe('CANCELLED');
  });

  it('started twice under one Idempotency-Key are one', async () => {
    const path = `/v1/pipelines/${pipeline.uuid}/executions`;
    const once = () => service.api.post(path, { ref: 'main' }).set('Idempotency-Key', 'run-1').expect(202);
    expect((await once()).body.uuid).toBe((await once()).body.uuid);
    await service.api.post(path, { ref: 'other' }).set('Idempotency-Key', 'run-1').expect(409);
  });

  it('whose workflow lacks an input end in ERROR and say which', async () => {
    const plan = await service.api.createPlan({ artifacts: [] });
    const broken = await service.api.createPipeline({ plan_uri: plan.uri, workbook_name: 'unit_test' });
    const ended = await service.api.ended(broken.last_execution);
    expect(ended).toMatchObject({
      state: 'ERROR',
      state_info: expect.stringContaining('source is an input'),
    });
  });
});

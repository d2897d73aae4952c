import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import { Execution, Pipeline } from '../support/api-client.js';
import { startService, TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

const HOLDING = `---
version: '2.0'
name: holding
workflows:
  main:
    tasks:
      hold:
        action: std.async_noop
`;

const DEPLOYING = `---
version: '2.0'
name: deploying
actions:
  deploy:
    input: [solum]
    base: std.mistral_http
    base-input:
      url: <% $.solum.stations_url %>/stack-update/jobs
      method: POST
      headers:
        Content-Type: application/json
        X-Station-Credential: <% $.solum.credential %>
      body:
        stack_id: none
        artifact: sha256:${'0'.repeat(64)}
        run_cmd: 'true'
workflows:
  main:
    tasks:
      hold:
        action: std.async_noop
      deploy:
        action: deploy
        input:
          solum: <% env().solum %>
        on-error: after
      after:
        action: std.async_noop
`;

const ASKING = `---
version: '2.0'
name: asking
workflows:
  main:
    tasks:
      ask:
        action: std.mistral_http
        input:
          url: <% env().solum.stations_url %>/approval/jobs
          method: POST
          headers:
            Content-Type: application/json
            X-Station-Credential: <% env().solum.credential %>
          body:
            message: Deploy it?
        on-success: after
      after:
        action: std.async_noop
`;

describe('runs that share a concurrency group', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });
    for (const workbook of [HOLDING, DEPLOYING, ASKING])
      await service.api.post('/v1/workbooks').type('text/plain').send(workbook).expect(201);
  });

  afterAll(() => service.close());

  async function pipelineWith(concurrency: object | null, workbook = 'holding'): Promise<Pipeline> {
    const pipeline = await service.api.createPipeline({ workbook_name: workbook });
    await cancel(pipeline.last_execution);
    const { body } = await service.api.put(`/v1/pipelines/${pipeline.uuid}`, { concurrency }).expect(200);
    return body as Pipeline;
  }

  async function run(pipeline: Pipeline, ref?: string): Promise<string> {
    const path = `/v1/pipelines/${pipeline.uuid}/executions`;
    return ((await service.api.post(path, ref ? { ref } : {}).expect(202)).body as Execution).uuid;
  }

  const cancel = (id: string) => service.api.post(`/v1/executions/${id}/cancel`, {}).expect(202);

  const running = (id: string): Promise<Execution> => inState(id, 'RUNNING');

  const inState = (id: string, state: string): Promise<Execution> =>
    until(async () => {
      const execution = await service.api.execution(id);
      expect(execution.state).toBe(state);
      return execution;
    });

  async function finish(id: string, state: 'SUCCESS' | 'ERROR' = 'SUCCESS'): Promise<void> {
    const { project_id: projectId } = await service.api.execution(id);
    const engine = service.app.get(WorkflowEngine, { strict: false });
    const scope = { projectId: projectId as string, token: async () => 'token' };
    const [task] = await until(async () => {
      const tasks = await engine.listTasks(scope, id);
      return tasks.length > 0 && tasks;
    });
    await engine.completeAction(scope, task?.actionExecutionIds.at(-1) as string, {
      state,
      output: {},
    });
    await inState(id, state);
  }

  it('start in the order of their creation, over several pipelines, and say what they wait for', async () => {
    const one = await pipelineWith({ group: 'deploys', limit: 1 });
    const other = await pipelineWith({ group: 'deploys', limit: 1 });
    const ids = [await run(one), await run(other), await run(one)];
    const [first, second, third] = ids as [string, string, string];
    await running(first);
    expect(await service.api.execution(second)).toMatchObject({
      state: 'IDLE',
      waiting_for: `waits for run ${first} of group deploys (1 of 1 running)`,
      waiting_since: expect.any(String),
    });
    const listed = await service.api.get(`/v1/pipelines/${one.uuid}/executions?state=IDLE`).expect(200);
    expect(listed.body).toMatchObject([
      {
        uuid: third,
        waiting_for: `waits for run ${first} of group deploys (1 of 1 running), 1 run before it`,
      },
    ]);
    await finish(first);
    await running(second);
    expect(await service.api.execution(third)).toMatchObject({ state: 'IDLE' });
    await finish(second);
    expect(await running(third)).toMatchObject({ waiting_for: null, waiting_since: null });
    await cancel(third);
  });

  it('do not hold up other groups, nor runs without one', async () => {
    const full = await pipelineWith({ limit: 1 });
    const held = await Promise.all(Array.from({ length: 12 }, () => run(full)));
    const others = [await run(await pipelineWith({ limit: 1 })), await run(await pipelineWith(null))];
    for (const id of others) await running(id);
    const states = await Promise.all(held.map(async (id) => (await service.api.execution(id)).state));
    expect(states.filter((state) => state !== 'IDLE').length).toBeLessThanOrEqual(1);
    for (const id of [...held, ...others].reverse()) await cancel(id);
  });

  it('can be cancelled while they wait, and keep their slot while they are paused', async () => {
    const pipeline = await pipelineWith({ limit: 1 });
    const [first, second, third] = [await run(pipeline), await run(pipeline), await run(pipeline)];
    await running(first);
    await service.api.post(`/v1/executions/${first}/pause`, {}).expect(202);
    expect((await cancel(second)).body).toMatchObject({ state: 'CANCELLED', ended_by: 'user' });
    expect(await service.api.execution(third)).toMatchObject({
      state: 'IDLE',
      waiting_for: `waits for run ${first} of this pipeline (1 of 1 running)`,
    });
    await cancel(first);
    await running(third);
    await cancel(third);
  });

  it('are superseded by a newer run of the same ref: queued and running ones, with its id as the reason', async () => {
    const pipeline = await pipelineWith({ limit: 1, policy: 'supersede' });
    const branch = await run(pipeline, 'refs/heads/other');
    await running(branch);
    const queued = await run(pipeline, 'refs/heads/main');
    const newer = await run(pipeline, 'refs/heads/main');
    const end = {
      state: 'CANCELLED',
      ended_by: 'superseded',
      end_reason: `superseded by execution ${newer}`,
      superseded_by: newer,
    };
    expect(await inState(queued, 'CANCELLED')).toMatchObject(end);
    expect(await service.api.execution(branch)).toMatchObject({ state: 'RUNNING', superseded_by: null });
    await cancel(branch);
    await running(newer);
    const newest = await run(pipeline, 'refs/heads/main');
    await running(newest);
    expect(await service.api.execution(newer)).toMatchObject({
      ...end,
      end_reason: `superseded by execution ${newest}`,
      superseded_by: newest,
    });
    const { body } = await service.api.get(`/v1/executions/${newer}/actions`).expect(200);
    expect(body).toMatchObject([{ kind: 'cancel', actor: 'superseded', user: null, outcome: 'done' }]);
    await cancel(newest);
  });

  it('are not superseded once they have begun to deploy', async () => {
    const pipeline = await pipelineWith({ policy: 'supersede' }, 'deploying');
    const older = await run(pipeline);
    await until(async () => (await service.api.tasks(older)).some(({ name }) => name === 'after'));
    const newer = await run(pipeline);
    await running(newer);
    expect(await service.api.execution(older)).toMatchObject({ state: 'RUNNING', superseded_by: null });
    for (const id of [older, newer]) await cancel(id);
  });

  it('are not superseded once somebody has approved them', async () => {
    const pipeline = await pipelineWith({ policy: 'supersede' }, 'asking');
    const older = await run(pipeline);
    await until(async () => expect(await service.api.tasks(older)).toMatchObject([{ verdict: 'waiting' }]));
    await service.api.post(`/v1/executions/${older}/tasks/ask/approve`, {}).expect(202);
    await until(async () => (await service.api.tasks(older)).some(({ name }) => name === 'after'));
    const newer = await run(pipeline);
    await running(newer);
    expect(await service.api.execution(older)).toMatchObject({ state: 'RUNNING', superseded_by: null });
    for (const id of [older, newer]) await cancel(id);
  });

  it('do not go on from where they failed while their group is full, and say for whom they had to wait', async () => {
    const pipeline = await pipelineWith({ limit: 1 });
    const failed = await run(pipeline);
    await running(failed);
    await finish(failed, 'ERROR');
    const next = await run(pipeline);
    await running(next);
    const goOn = () => service.api.post(`/v1/executions/${failed}/rerun`, { from: 'failed' });
    const { body } = await goOn().expect(409);
    expect(body).toMatchObject({ code: 'execution.group_full', detail: expect.stringContaining(next) });
    expect(await service.api.execution(failed)).toMatchObject({ state: 'ERROR', attempt: 1 });
    await finish(next);
    await goOn().expect(202);
    await running(failed);
    await cancel(failed);
  });

  it('show their settings on the pipeline, and refuse what makes no sense by name', async () => {
    const pipeline = await pipelineWith({ limit: 2 });
    expect(pipeline.concurrency).toEqual({ group: null, limit: 2, policy: 'queue' });
    const path = `/v1/pipelines/${pipeline.uuid}`;
    for (const [member, value] of Object.entries({ group: 'a b', limit: 0, policy: 'race', other: 1 })) {
      const { body } = await service.api.put(path, { concurrency: { [member]: value } }).expect(400);
      expect(JSON.stringify(body.errors)).toContain(`/concurrency/${member}`);
    }
    const { body } = await service.api.put(path, { concurrency: null }).expect(200);
    expect(body.concurrency).toBeNull();
  });
});

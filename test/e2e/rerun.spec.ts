import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ExecutionContexts } from '../../src/modules/executions/index.js';
import { type EngineTask, WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import { newId } from '../../src/shared/domain/ids.js';
import { breakdown, instead } from '../support/fault.js';
import { Execution, Pipeline } from '../support/api-client.js';
import { startService, TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

/** No git host answers there. */
const NOBODY = 'http://127.0.0.1:9';

const STEPS = (said: string): string => `---
version: '2.0'
name: steps
workflows:
  main:
    input:
      - source
      - greeting: hello
    output:
      said: <% $.said %>
    tasks:
      first:
        action: std.echo output="${said}"
        publish:
          said: <% task().result %>
        on-success: hold
      hold:
        action: std.async_noop
`;

describe('a re-run', () => {
  let service: TestService;
  let engine: WorkflowEngine;
  let pipeline: Pipeline;

  beforeAll(async () => {
    service = await startService({
      environment: { SOLUM_WORKFLOW_ENGINE: 'embedded', SOLUM_STATUS_API_URLS: NOBODY },
    });
    engine = service.app.get(WorkflowEngine, { strict: false });
    await save('as it was');
    pipeline = await service.api.createPipeline({ workbook_name: 'steps' });
  });

  afterAll(() => service.close());

  const save = (said: string) =>
    service.api.put('/v1/workbooks/steps', { definition: STEPS(said) }).expect(200);

  const rerun = (id: string, body: object) => service.api.post(`/v1/executions/${id}/rerun`, body);

  const start = async (body: object = {}): Promise<string> =>
    (await service.api.post(`/v1/pipelines/${pipeline.uuid}/executions`, body).expect(202)).body
      .uuid as string;

  const scope = () => ({ projectId: pipeline.project_id as string, token: async () => 'token' });

  const holding = (id: string, attempts = 1): Promise<EngineTask> =>
    until(async () => {
      const task = (await engine.listTasks(scope(), id)).find(({ name }) => name === 'hold');
      expect(task).toMatchObject({ state: 'RUNNING', attempts });
      expect((await service.api.execution(id)).state).toBe('RUNNING');
      return task as EngineTask;
    });

  async function end(id: string, state: 'SUCCESS' | 'ERROR', attempts = 1): Promise<Execution> {
    const { actionExecutionIds } = await holding(id, attempts);
    const actionId = actionExecutionIds.at(-1) as string;
    await engine.completeAction(scope(), actionId, { state, output: {} });
    return service.api.ended(id);
  }

  it('from the start is a new execution with the same definition, inputs and commit, whatever has changed', async () => {
    await save('as it was');
    const id = await start({ ref: 'refs/heads/main', inputs: { greeting: 'good day' } });
    await holding(id);
    const context = await service.app.get(ExecutionContexts, { strict: false }).find(id);
    const commit = 'c0ffee'.repeat(6) + 'abcd';
    const { source } = (await service.api.execution(id)).inputs as { source: { href: string } };
    await context?.noteCommit({ href: 'https://elsewhere.example.org/x.git' }, 'f'.repeat(40));
    await context?.noteCommit({ href: source.href, ref: 'refs/heads/main' }, commit);
    await context?.noteCommit({ href: source.href, ref: 'refs/heads/main' }, 'e'.repeat(40));
    const old = await end(id, 'ERROR');
    expect(old).toMatchObject({ resolved_commit: commit, commit: null, attempt: 1, rerun_of: null });
    await save('as it is now');
    const answer = await rerun(id, { from: 'start', reason: 'flaky' }).expect(202);
    expect(answer.headers.location).toBe(answer.body.uri);
    const again = answer.body.uuid as string;
    expect(again).not.toBe(id);
    await holding(again);
    const done = await end(again, 'SUCCESS');
    expect(done).toMatchObject({
      rerun_of: id,
      attempt: 2,
      trigger: 'rerun',
      started_by: 'developer',
      commit,
      workbook_digest: old.workbook_digest,
      inputs: { greeting: 'good day', source: { href: source.href, ref: 'refs/heads/main', commit } },
      outputs: { said: 'as it was' },
    });
    expect((await service.api.get(`/v1/pipelines/${pipeline.uuid}`)).body.last_execution).toBe(again);
    const { body: actions } = await service.api.get(`/v1/executions/${id}/actions`).expect(200);
    expect(actions).toMatchObject([
      { kind: 'rerun', reason: 'flaky', outcome: 'done', new_execution_uri: answer.body.uri },
    ]);
    expect(await service.api.execution(id)).toEqual(old);
    const { body: workbooks } = await service.api.get('/v1/workbooks').expect(200);
    expect((workbooks as { name: string }[]).filter(({ name }) => name === 'steps')).toHaveLength(1);
  });

  it('from the start runs although the workbook is gone, and once under one Idempotency-Key', async () => {
    await save('short-lived');
    const id = await start();
    await end(id, 'SUCCESS');
    await service.api.delete('/v1/workbooks/steps').expect(204);
    const once = () => rerun(id, { from: 'start' }).set('Idempotency-Key', 'again').expect(202);
    const { uuid: again } = (await once()).body as { uuid: string };
    expect((await once()).body.uuid).toBe(again);
    expect(await end(again, 'SUCCESS')).toMatchObject({ outputs: { said: 'short-lived' } });
    await save('as it was');
  });

  it('from the failed task goes on with the same execution, and repeats nothing that has finished', async () => {
    const id = await start();
    const failed = await end(id, 'ERROR');
    expect(failed).toMatchObject({ ended_by: 'engine', end_reason: expect.stringContaining('hold') });
    await save('changed since');
    const { body } = await rerun(id, { from: 'failed', reason: 'network' }).expect(202);
    expect(body).toMatchObject({
      uuid: id,
      state: 'RUNNING',
      attempt: 2,
      ended_by: null,
      end_reason: null,
      ended_at: null,
      state_info: null,
    });
    await holding(id, 2);
    const context = await service.app.get(ExecutionContexts, { strict: false }).find(id);
    expect(context?.ended).toBe(false);
    const done = await end(id, 'SUCCESS', 2);
    expect(done).toMatchObject({ attempt: 2, outputs: { said: 'as it was' }, ended_by: 'engine' });
    const tasks = await service.api.tasks(id);
    expect(tasks.map(({ name, attempts }) => [name, attempts])).toEqual([
      ['first', 1],
      ['hold', 2],
    ]);
    await save('as it was');
  });

  it('from the failed task shows its commit as pending again', async () => {
    const commit = 'abcd'.repeat(10);
    const content = { href: 'https://git.example.org/team/shop.git' };
    const plan = await service.api.createPlan({ artifacts: [{ name: 'web', content }] });
    const shown = await service.api.createPipeline({ workbook_name: 'steps', plan_uri: plan.uri });
    const path = `/v1/pipelines/${shown.uuid}`;
    const reporting = { host: 'github', api_url: NOBODY, token: 'ghp-rerun' };
    await service.api.put(`${path}/status-reporting`, reporting).expect(200);
    const { uuid: id } = (await service.api.post(`${path}/executions`, { commit }).expect(202)).body as {
      uuid: string;
    };
    const stateShown = async (): Promise<unknown> => {
      const { body } = await service.api.get(`${path}/commit-statuses?sha=${commit}`).expect(200);
      return (body as { state: string }[])[0]?.state;
    };
    await end(id, 'ERROR');
    expect(await stateShown()).toBe('failure');
    await rerun(id, { from: 'failed' }).expect(202);
    expect(await stateShown()).toBe('pending');
    await end(id, 'SUCCESS', 2);
    expect(await stateShown()).toBe('success');
  });

  it('uses the present token of its repository, and gives it to no other', async () => {
    const artifact = (href: string, token: string) => [{ name: 'web', content: { href }, repo_token: token }];
    const here = 'https://git.example.org/team/private.git';
    const plan = await service.api.createPlan({ artifacts: artifact(here, 'old') });
    const secret = await service.api.createPipeline({ workbook_name: 'steps', plan_uri: plan.uri });
    const tokenOf = async (id: string) =>
      (await service.app.get(ExecutionContexts, { strict: false }).find(id))?.repoToken;
    const again = async (): Promise<string> =>
      String((await rerun(secret.last_execution, { from: 'start' }).expect(202)).body.uuid);
    await end(secret.last_execution, 'ERROR');
    const change = (href: string, token: string) =>
      service.api
        .put(new URL(plan.uri).pathname, { version: 1, name: 'shop', artifacts: artifact(href, token) })
        .expect(200);
    await change(here, 'new');
    expect(await tokenOf(await again())).toBe('new');
    await rerun(secret.last_execution, { from: 'failed' }).expect(202);
    expect(await tokenOf(secret.last_execution)).toBe('new');
    await end(secret.last_execution, 'ERROR', 2);
    await change('https://git.example.org/team/elsewhere.git', 'of another');
    expect(await tokenOf(await again())).toBe('new');
  });

  it('names the task, and says which failed where it is another', async () => {
    const id = await start();
    await end(id, 'ERROR');
    const { body } = await rerun(id, { from: 'failed', task: 'first' }).expect(409);
    expect(body).toMatchObject({ code: 'task.not_failed', detail: expect.stringContaining(': hold.') });
    expect((await rerun(id, { from: 'failed', task: 'nothing' }).expect(404)).body.code).toBe(
      'task.not_found',
    );
    await rerun(id, { from: 'start', task: 'hold' }).expect(400);
    await rerun(id, { from: 'middle' }).expect(400);
    await rerun(id, {}).expect(400);
    await rerun(id, { from: 'failed', task: 'hold' }).expect(202);
    await end(id, 'SUCCESS', 2);
  });

  it('is a conflict that says what can be done, of what still runs or has not failed', async () => {
    const id = await start();
    await holding(id);
    for (const from of ['start', 'failed']) {
      const { body } = await rerun(id, { from }).expect(409);
      expect(body).toMatchObject({
        code: 'execution.wrong_state',
        detail: expect.stringContaining('you can pause it or cancel it'),
      });
    }
    await end(id, 'SUCCESS');
    expect((await rerun(id, { from: 'failed' }).expect(409)).body.detail).toContain(
      'you can run it again from the start',
    );
  });

  it('of two at the same time one is made', async () => {
    const id = await start();
    await end(id, 'ERROR');
    const answers = await Promise.all([1, 2, 3].map(() => rerun(id, { from: 'failed' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    await holding(id, 2);
    await end(id, 'SUCCESS', 2);
  });

  it('is finished by another process where the engine was away, or the first one died in the middle', async () => {
    const id = await start();
    await end(id, 'ERROR');
    const restore = breakdown(engine, 'rerunTask', 'after');
    await rerun(id, { from: 'failed' }).expect(503);
    restore();
    const { body } = await service.api.post(`/v1/executions/${id}/cancel`).expect(409);
    expect(body.code).toBe('execution.busy');
    expect(await service.api.execution(id)).toMatchObject({ state: 'RUNNING', ended_by: null });
    const long = new Date(0).toISOString().replace('T', ' ').replace('Z', '');
    await service.app
      .get(DataSource)
      .query('UPDATE execution_actions SET lease_until = ? WHERE execution_id = ?', [long, id]);
    await until(async () => {
      const { body: actions } = await service.api.get(`/v1/executions/${id}/actions`).expect(200);
      expect(actions).toMatchObject([{ kind: 'rerun', outcome: 'done' }]);
      return true;
    });
    await end(id, 'SUCCESS', 2);
  });

  it('leaves the execution as it ended where the engine will not', async () => {
    const id = await start();
    const failed = await end(id, 'ERROR');
    const restore = instead(
      engine,
      'rerunTask',
      (real) => async (whose, executionId) => real(whose, executionId, newId()),
    );
    await rerun(id, { from: 'failed' }).expect(404);
    restore();
    expect(await service.api.execution(id)).toEqual({ ...failed, updated_at: expect.any(String) });
    const { body: actions } = await service.api.get(`/v1/executions/${id}/actions`).expect(200);
    expect(actions).toMatchObject([{ kind: 'rerun', outcome: 'refused', attempt: 1 }]);
    await rerun(id, { from: 'failed' }).expect(202);
    await end(id, 'SUCCESS', 2);
  });
});

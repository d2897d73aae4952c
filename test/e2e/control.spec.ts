import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import { newId } from '../../src/shared/domain/ids.js';
import { Execution, Pipeline } from '../support/api-client.js';
import { breakdown, instead } from '../support/fault.js';
import { startService, TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

const WAITING = `---
version: '2.0'
name: waiting
workflows:
  main:
    tasks:
      hold:
        action: std.async_noop
        on-success: after
      after:
        action: std.noop
`;

interface Action {
  readonly uuid: string;
  readonly kind: string;
  readonly outcome: string;
  readonly [field: string]: unknown;
}

describe('control of an execution', () => {
  let service: TestService;
  let engine: WorkflowEngine;
  let pipeline: Pipeline;

  beforeAll(async () => {
    service = await startService({ environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });
    engine = service.app.get(WorkflowEngine, { strict: false });
    await service.api.post('/v1/workbooks').type('text/plain').send(WAITING).expect(201);
    pipeline = await service.api.createPipeline({ workbook_name: 'waiting' });
  });

  afterAll(() => service.close());

  const control = (id: string, action: string, body: object = {}) =>
    service.api.post(`/v1/executions/${id}/${action}`, body);

  const actions = async (id: string, query = ''): Promise<Action[]> =>
    (await service.api.get(`/v1/executions/${id}/actions${query}`).expect(200)).body as Action[];

  const inState = (id: string, state: string): Promise<Execution> =>
    until(async () => {
      const execution = await service.api.execution(id);
      expect(execution.state).toBe(state);
      return execution;
    });

  async function held(): Promise<string> {
    const { body } = await service.api.post(`/v1/pipelines/${pipeline.uuid}/executions`).expect(202);
    const { uuid } = body as { uuid: string };
    await until(async () => {
      expect(await service.api.tasks(uuid)).toMatchObject([{ name: 'hold', state: 'RUNNING' }]);
      return true;
    });
    await inState(uuid, 'RUNNING');
    return uuid;
  }

  async function letGo(id: string): Promise<void> {
    const { project_id: projectId } = await service.api.execution(id);
    const scope = { projectId: projectId as string, token: async () => 'token' };
    const [task] = await engine.listTasks(scope, id);
    const actionId = task?.actionExecutionIds.at(-1) as string;
    await engine.completeAction(scope, actionId, { state: 'SUCCESS', output: {} });
  }

  it('pauses and resumes: no new task starts in between, and each is written down with who and why', async () => {
    const id = await held();
    const { body: paused } = await control(id, 'pause', { reason: 'freeze' }).expect(202);
    expect(paused).toMatchObject({
      state: 'PAUSED',
      state_info: 'paused by developer: freeze',
      ended_by: null,
      end_reason: null,
      controls: ['resume', 'cancel'],
    });
    await letGo(id);
    await until(async () => (await service.api.tasks(id))[0]?.state === 'SUCCESS');
    expect((await service.api.tasks(id)).map(({ name }) => name)).toEqual(['hold']);
    expect((await control(id, 'resume', { reason: 'over' }).expect(202)).body.uuid).toBe(id);
    expect(await inState(id, 'SUCCESS')).toMatchObject({
      ended_by: 'engine',
      ended_by_user: null,
      end_reason: 'The workflow ran to its end.',
      controls: ['rerun_start'],
    });
    expect(await actions(id, '?sort=created_at:asc')).toMatchObject([
      {
        kind: 'pause',
        actor: 'user',
        user: { id: 'developer', name: 'developer' },
        reason: 'freeze',
        outcome: 'done',
        attempt: 1,
        created_at: expect.any(String),
        finished_at: expect.any(String),
      },
      { kind: 'resume', reason: 'over', outcome: 'done' },
    ]);
  });

  it('changes nothing where it is so already', async () => {
    const id = await held();
    await control(id, 'resume').expect(202);
    expect(await actions(id)).toEqual([]);
    await control(id, 'pause', { reason: 'first' }).expect(202);
    const { body: again } = await control(id, 'pause', { reason: 'second' }).expect(202);
    expect(again).toMatchObject({ state: 'PAUSED', state_info: 'paused by developer: first' });
    await control(id, 'cancel', { reason: 'third' }).expect(202);
    const { body: twice } = await control(id, 'cancel', { reason: 'fourth' }).expect(202);
    expect(twice).toMatchObject({
      state: 'CANCELLED',
      ended_by: 'user',
      ended_by_user: { id: 'developer', name: 'developer' },
      end_reason: 'cancelled by developer: third',
    });
    expect((await actions(id)).map(({ kind }) => kind).sort()).toEqual(['cancel', 'pause']);
  });

  it('says the state, and what can be done instead, where it cannot be', async () => {
    const id = await held();
    await control(id, 'cancel').expect(202);
    for (const action of ['pause', 'resume']) {
      const { body } = await control(id, action).expect(409);
      expect(body).toMatchObject({
        code: 'execution.ended',
        detail: expect.stringMatching(/CANCELLED, .* you can run it again from the start\.$/),
      });
    }
    expect(await actions(id)).toHaveLength(1);
  });

  it('pages the log of what was done, newest first', async () => {
    const id = await held();
    for (const action of ['pause', 'resume', 'pause', 'cancel']) await control(id, action).expect(202);
    const first = await service.api.get(`/v1/executions/${id}/actions?limit=3`).expect(200);
    expect((first.body as Action[]).map(({ kind }) => kind)).toEqual(['cancel', 'pause', 'resume']);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.link as string)?.[1] as string;
    const { body: rest } = await service.api.get(next.slice(service.config.publicUrl.length)).expect(200);
    expect((rest as Action[]).map(({ kind }) => kind)).toEqual(['pause']);
    expect(await actions(id, '?kind=cancel')).toHaveLength(1);
  });

  it('is 503 while the engine is away, is written down as failed, and does no harm', async () => {
    const id = await held();
    const restore = breakdown(engine, 'pauseExecution');
    await control(id, 'pause').expect(503);
    restore();
    expect(await actions(id)).toMatchObject([
      { kind: 'pause', outcome: 'failed', detail: 'pauseExecution got no answer' },
    ]);
    await control(id, 'pause').expect(202);
    await control(id, 'cancel').expect(202);
  });

  it('leaves an execution its true end where it ended while it was being cancelled', async () => {
    const id = await held();
    const restore = instead(engine, 'cancelExecution', (cancel) => async (scope, ...rest) => {
      await letGo(id);
      await until(async () => (await engine.getExecution(scope, id)).state === 'SUCCESS');
      return cancel(scope, ...rest);
    });
    const { body } = await control(id, 'cancel', { reason: 'too late' }).expect(409);
    restore();
    expect(body).toMatchObject({ code: 'execution.ended', detail: expect.stringContaining('SUCCESS') });
    expect(await service.api.execution(id)).toMatchObject({ state: 'SUCCESS', ended_by: 'engine' });
    expect(await actions(id)).toMatchObject([{ kind: 'cancel', outcome: 'refused' }]);
  });

  it('that a process left half done when it died is done by the next one', async () => {
    const id = await held();
    const database = service.app.get(DataSource);
    const past = '2020-01-01 00:00:00.000';
    await database.query(
      `INSERT INTO execution_actions
        (id, execution_id, kind, attempt, actor, user_id, user_name, reason, outcome, lease_until, created_at)
        VALUES (?, ?, 'cancel', 1, 'user', 'u-1', 'Ada', 'on the way out', 'pending', ?, ?)`,
      [newId(), id, past, past],
    );
    expect(await inState(id, 'CANCELLED')).toMatchObject({
      ended_by_user: { id: 'u-1', name: 'Ada' },
      end_reason: 'cancelled by Ada: on the way out',
    });
    await until(async () => (await actions(id))[0]?.outcome === 'done');
  });

  it('counts by what is asked last, also where it is not known whether what was asked before was done', async () => {
    const id = await held();
    const left = async (kind: string, leaseUntil: string): Promise<void> => {
      await service.app.get(DataSource).query(
        `INSERT INTO execution_actions
          (id, execution_id, kind, attempt, actor, user_id, user_name, reason, outcome, lease_until, created_at)
          VALUES (?, ?, ?, 1, 'user', 'u-1', 'Ada', 'on the way out', 'pending', ?, '2020-01-01 00:00:00.000')`,
        [newId(), id, kind, leaseUntil],
      );
    };
    await left('pause', '2099-01-01 00:00:00.000');
    const { project_id: projectId } = await service.api.execution(id);
    await engine.pauseExecution({ projectId: projectId as string, token: async () => 'token' }, id);
    await control(id, 'resume').expect(202);
    await inState(id, 'RUNNING');
    await service.app
      .get(DataSource)
      .query(`UPDATE execution_actions SET lease_until = '2020-01-01 00:00:00.000' WHERE kind = 'pause'`);
    await until(async () => (await actions(id, '?outcome=pending')).length === 0);
    expect(await actions(id)).toMatchObject([
      { kind: 'resume', outcome: 'done' },
      { kind: 'pause', outcome: 'refused', detail: expect.stringContaining('asked to resume it since') },
    ]);
    await letGo(id);
    await inState(id, 'SUCCESS');
  });

  it('refuses a reason that is no text, and unknown members', async () => {
    const id = await held();
    for (const action of ['cancel', 'pause', 'resume']) {
      const { body } = await control(id, action, { reason: 5 }).expect(400);
      expect((body.errors as { pointer: string }[])[0]?.pointer).toBe('/reason');
      await control(id, action, { force: true }).expect(400);
    }
    await control(id, 'cancel').expect(202);
  });

  it('goes with its pipeline, as do the actions', async () => {
    const other = await service.api.createPipeline({ workbook_name: 'waiting', name: 'short-lived' });
    const id = other.last_execution;
    await inState(id, 'RUNNING');
    await control(id, 'pause').expect(202);
    await service.api.delete(`/v1/pipelines/${other.uuid}`).expect(204);
    const rows = await service.app
      .get(DataSource)
      .query<unknown[]>('SELECT id FROM execution_actions WHERE execution_id = ?', [id]);
    expect(rows).toEqual([]);
  });
});

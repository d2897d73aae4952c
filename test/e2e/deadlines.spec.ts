import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EnforceDeadlines } from '../../src/modules/executions/application/enforce-deadlines.js';
import { WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import { Clock } from '../../src/shared/domain/clock.js';
import { breakdown, instead } from '../support/fault.js';
import { Execution, Pipeline } from '../support/api-client.js';
import { ShiftedClock } from '../support/shifted-clock.js';
import { startService, TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

const RUN_SECONDS = 1000;
const TASK_SECONDS = 100;
const WORKBOOK = `---
version: '2.0'
name: slow
workflows:
  main:
    tasks:
      first:
        action: std.async_noop
        on-success: second
      second:
        action: std.async_noop
`;
const PATIENT = WORKBOOK.replace('name: slow', 'name: patient').replace(
  'first:\n        action: std.async_noop',
  'first:\n        action: std.async_noop\n        timeout: 500',
);

describe('deadlines', () => {
  let service: TestService;
  let engine: WorkflowEngine;
  let clock: ShiftedClock;
  let pipeline: Pipeline;

  beforeAll(async () => {
    clock = new ShiftedClock();
    service = await startService({
      environment: {
        SOLUM_WORKFLOW_ENGINE: 'embedded',
        SOLUM_RUN_TIMEOUT_SECONDS: String(RUN_SECONDS),
        SOLUM_TASK_TIMEOUT_SECONDS: String(TASK_SECONDS),
      },
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
    engine = service.app.get(WorkflowEngine, { strict: false });
    for (const definition of [WORKBOOK, PATIENT])
      await service.api.post('/v1/workbooks').type('text/plain').send(definition).expect(201);
    pipeline = await service.api.createPipeline({ workbook_name: 'slow' });
  });

  afterAll(() => service.close());

  const pass = (seconds: number): void => clock.advance(seconds * 1000);
  const look = () => service.app.get(EnforceDeadlines, { strict: false }).execute();
  const scope = () => ({ projectId: pipeline.project_id as string, token: async () => 'token' });

  async function running(of: Pipeline = pipeline): Promise<string> {
    const { body } = await service.api.post(`/v1/pipelines/${of.uuid}/executions`).expect(202);
    const { uuid } = body as { uuid: string };
    await until(async () => (await service.api.execution(uuid)).state === 'RUNNING');
    await until(async () => (await service.api.tasks(uuid))[0]?.state === 'RUNNING');
    return uuid;
  }

  async function complete(id: string, name: string): Promise<void> {
    const task = (await engine.listTasks(scope(), id)).find((each) => each.name === name);
    const actionId = task?.actionExecutionIds.at(-1) as string;
    await engine.completeAction(scope(), actionId, { state: 'SUCCESS', output: {} });
  }

  async function ended(id: string): Promise<Execution> {
    return until(async () => {
      await look();
      const execution = await service.api.execution(id);
      expect(execution.ended_at).not.toBeNull();
      return execution;
    });
  }

  /** What is due now has been looked at, and the execution goes on. */
  async function goesOn(id: string): Promise<void> {
    let asked = 0;
    const restore = instead(engine, 'getExecution', (real) => async (whose, executionId) => {
      if (executionId === id) asked += 1;
      return real(whose, executionId);
    });
    await look();
    await until(() => asked > 0);
    restore();
    await service.app.get(EnforceDeadlines, { strict: false }).settled();
    expect(await service.api.execution(id)).toMatchObject({ state: 'RUNNING', ended_by: null });
  }

  it('end an execution whose task takes too long, and say so', async () => {
    const id = await running();
    pass(TASK_SECONDS - 5);
    await look();
    expect((await service.api.execution(id)).state).toBe('RUNNING');
    pass(10);
    expect(await ended(id)).toMatchObject({
      state: 'CANCELLED',
      ended_by: 'deadline',
      ended_by_user: null,
      end_reason: 'deadline: the task first has been running for more than 100 s',
      deadline_at: null,
    });
    expect((await engine.getExecution(scope(), id)).state).toBe('CANCELLED');
    const { body: actions } = await service.api.get(`/v1/executions/${id}/actions`).expect(200);
    expect(actions).toMatchObject([{ kind: 'cancel', actor: 'deadline', user: null, outcome: 'done' }]);
  });

  it('are the pipeline’s own where it has some, and can be taken back', async () => {
    const own = await service.api.createPipeline({
      workbook_name: 'slow',
      run_timeout: 30,
      task_timeout: 600,
    });
    expect(own).toMatchObject({ run_timeout: 30, task_timeout: 600 });
    const id = await running(own);
    pass(31);
    expect(await ended(id)).toMatchObject({
      ended_by: 'deadline',
      end_reason: expect.stringContaining('deadline: its time was over at '),
    });
    const { body } = await service.api.put(`/v1/pipelines/${own.uuid}`, { run_timeout: null }).expect(200);
    expect(body).toMatchObject({ run_timeout: null, task_timeout: 600 });
    await service.api.put(`/v1/pipelines/${own.uuid}`, { task_timeout: 0 }).expect(400);
  });

  it('leave a task the longer time that its workbook gives it', async () => {
    const id = await running(await service.api.createPipeline({ workbook_name: 'patient' }));
    pass(TASK_SECONDS + 10);
    await goesOn(id);
    await service.api.post(`/v1/executions/${id}/cancel`).expect(202);
  });

  it('do not end what has moved on since: the next task has a time of its own', async () => {
    const id = await running();
    pass(TASK_SECONDS - 10);
    await complete(id, 'first');
    await until(async () => (await service.api.tasks(id)).length === 2);
    pass(20);
    await goesOn(id);
    pass(TASK_SECONDS);
    expect((await ended(id)).end_reason).toContain('the task second');
  });

  it('give an execution that ended meanwhile its true end', async () => {
    const id = await running();
    const restore = instead(engine, 'getExecution', (real) => async (whose, executionId) => {
      const seen = await real(whose, executionId);
      return executionId === id ? { ...seen, state: 'SUCCESS', output: { done: true } } : seen;
    });
    pass(RUN_SECONDS + 1);
    const end = await ended(id);
    restore();
    expect(end).toMatchObject({ state: 'SUCCESS', ended_by: 'engine', outputs: { done: true } });
    expect((await service.api.get(`/v1/executions/${id}/actions`)).body).toEqual([]);
  });

  it('end nothing while the engine is away, and do so when it is back', async () => {
    const id = await running();
    const restore = breakdown(engine, 'getExecution');
    pass(RUN_SECONDS + 1);
    for (let minutes = 0; minutes < 5; minutes += 1) {
      await look();
      await service.app.get(EnforceDeadlines, { strict: false }).settled();
      expect(await service.api.execution(id)).toMatchObject({ state: 'RUNNING', ended_by: null });
      pass(61);
    }
    restore();
    expect((await ended(id)).ended_by).toBe('deadline');
  });

  it('do not end an execution by an answer that came too late, nor keep others waiting for it', async () => {
    const late = await running();
    const other = await running();
    let answer: () => void = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    let asked = false;
    const restore = instead(engine, 'listTasks', (real) => async (whose, executionId) => {
      const tasks = await real(whose, executionId);
      if (executionId === late) {
        asked = true;
        await answered;
      }
      return tasks;
    });
    pass(RUN_SECONDS + 1);
    expect((await ended(other)).ended_by).toBe('deadline');
    await until(() => asked);
    await service.api.post(`/v1/executions/${late}/pause`, { reason: 'wait' }).expect(202);
    restore();
    answer();
    await service.app.get(EnforceDeadlines, { strict: false }).settled();
    expect(await service.api.execution(late)).toMatchObject({ state: 'PAUSED', ended_by: null });
    await service.api.post(`/v1/executions/${late}/cancel`).expect(202);
  });

  it('stand still while an execution is paused', async () => {
    const id = await running();
    const before = new Date((await service.api.execution(id)).deadline_at as string).getTime();
    await service.api.post(`/v1/executions/${id}/pause`).expect(202);
    pass(10 * RUN_SECONDS);
    await look();
    expect((await service.api.execution(id)).state).toBe('PAUSED');
    await service.api.post(`/v1/executions/${id}/resume`).expect(202);
    const after = new Date((await service.api.execution(id)).deadline_at as string).getTime();
    expect(Math.round((after - before) / 1000)).toBeGreaterThanOrEqual(10 * RUN_SECONDS);
    pass(TASK_SECONDS - 10);
    await look();
    await service.app.get(EnforceDeadlines, { strict: false }).settled();
    expect((await service.api.execution(id)).state).toBe('RUNNING');
    pass(20);
    expect((await ended(id)).end_reason).toContain('the task first');
  });
});

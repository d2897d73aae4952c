import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { StartExecution } from '../../src/modules/executions/index.js';
import { Delegations } from '../../src/modules/keystone-auth/index.js';
import { StackProvider } from '../../src/modules/stacks/index.js';
import { WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import { breakdown } from '../support/fault.js';
import { startService, TestService } from '../support/test-service.js';

describe('the creation of a pipeline', () => {
  let service: TestService;
  let mend: () => void = () => {};

  beforeAll(async () => {
    service = await startService();
  });

  afterEach(() => mend());

  afterAll(() => service.close());

  async function everything(): Promise<unknown> {
    const database = service.app.get(DataSource);
    const count = async (table: string): Promise<number> => {
      const rows = await database.query<{ n: string | number }[]>(`SELECT COUNT(*) AS n FROM ${table}`);
      return Number(rows[0]?.n);
    };
    const workbooks = await service.api.get('/v1/workbooks').expect(200);
    return {
      pipelines: await count('pipelines'),
      executions: await count('executions'),
      stacks: await count('local_stacks'),
      ownWorkbooks: workbooks.body.filter(({ origin }: { origin: string }) => origin === 'project').length,
    };
  }

  async function create(planUri: string) {
    return service.api.post('/v1/pipelines', { name: 'shop', plan_uri: planUri, workbook_name: 'build' });
  }

  const faults = [
    ['workbook', WorkflowEngine, 'saveWorkbook', 'before'],
    ['workbook', WorkflowEngine, 'saveWorkbook', 'after'],
    ['delegation', Delegations, 'create', 'before'],
    ['delegation', Delegations, 'create', 'after'],
    ['stack', StackProvider, 'create', 'before'],
    ['stack', StackProvider, 'create', 'after'],
    ['first execution', StartExecution, 'execute', 'before'],
    ['first execution', StartExecution, 'execute', 'after'],
  ] as const;

  it.each(faults)(
    'that fails at the step "%s" (%p.%s, %s the call) says so and leaves nothing behind',
    async (step, token, method, when) => {
      const plan = await service.api.createPlan();
      const before = await everything();
      mend = breakdown(service.app.get<object>(token, { strict: false }), method as never, when);
      const answer = await create(plan.uri);
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBeDefined();
      expect(answer.body.detail).toContain(`the step "${step}" failed`);
      mend();
      expect(await everything()).toEqual(before);
      const mended = await create(plan.uri);
      expect(mended.status).toBe(201);
      await service.api.delete(`/v1/pipelines/${mended.body.uuid}`).expect(204);
    },
  );

  it('that cannot be taken back at once is taken back later', async () => {
    const plan = await service.api.createPlan();
    const before = await everything();
    const stacks = service.app.get<StackProvider>(StackProvider, { strict: false });
    const mendCreate = breakdown(stacks, 'create', 'after');
    const mendFind = breakdown(stacks, 'findByRequest');
    expect((await create(plan.uri)).status).toBe(503);
    await service.api
      .get('/v1/pipelines')
      .expect(200)
      .expect(({ body }) => {
        expect(body.filter(({ status }: { status: string }) => status !== 'ready')).toEqual([]);
      });
    mendCreate();
    mendFind();
    const { SweepAbandoned } = await import('../../src/modules/pipelines/application/sweep-abandoned.js');
    await service.app.get(SweepAbandoned, { strict: false }).sweep();
    expect(await everything()).toEqual(before);
  });
});

describe('the deletion of a pipeline', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service.close());

  it.each([
    [StackProvider, 'delete'],
    [Delegations, 'delete'],
    [WorkflowEngine, 'deleteWorkbook'],
  ] as const)('is 503 while %p.%s is away, and is finished by repeating it', async (token, method) => {
    const pipeline = await service.api.createPipeline({ workbook_name: 'unit_test' });
    const mend = breakdown(service.app.get<object>(token, { strict: false }), method as never);
    await service.api.delete(`/v1/pipelines/${pipeline.uuid}`).expect(503);
    const { body } = await service.api.get(`/v1/pipelines/${pipeline.uuid}`).expect(200);
    expect(body.status).toBe('deleting');
    await service.api.post(new URL(pipeline.trigger_uri).pathname).expect(404);
    await service.api.post(`/v1/pipelines/${pipeline.uuid}/executions`).expect(409);
    mend();
    await service.api.delete(`/v1/pipelines/${pipeline.uuid}`).expect(204);
    await service.api.get(`/v1/pipelines/${pipeline.uuid}`).expect(404);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { Delegations } from '../../src/modules/keystone-auth/index.js';
import { StackProvider } from '../../src/modules/stacks/index.js';
import { WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import { commitOf } from '../support/github-push.js';
import { breakdown, instead } from '../support/fault.js';
import { type OldDelivery, PlannedRuns, type Question, type Situation } from '../support/planned-runs.js';
import { startService, TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

const NOWHERE = '00000000-0000-4000-8000-000000000000';
const ONE = { limit: 1, policy: 'queue' };

describe('the plan of a run', () => {
  let service: TestService;
  let runs: PlannedRuns;

  beforeAll(async () => {
    service = await startService({ environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });
    runs = new PlannedRuns(service.api);
    await runs.prepare();
  });

  afterAll(() => service.close());

  const situations: fc.Arbitrary<Situation> = fc.record(
    {
      workbook: fc.constantFrom('holding', 'holding', 'asking', 'entryless', 'unit_test'),
      concurrency: fc.constantFrom(
        null,
        ONE,
        { limit: 2, policy: 'queue' },
        { limit: 1, policy: 'supersede' },
      ),
      before: fc.nat(3),
      ref: fc.constantFrom('refs/heads/main', 'refs/tags/v1'),
    },
    { requiredKeys: ['workbook', 'concurrency', 'before'] },
  );
  const questions: fc.Arbitrary<Question> = fc.record(
    {
      ref: fc.constantFrom('refs/heads/main', 'refs/tags/v1', 'v1.0'),
      commit: fc.constant(commitOf('planned')),
      inputs: fc.constantFrom({}, { color: 'red' }, { note: 5, source: { href: 'elsewhere' } }, { wrong: 1 }),
    },
    { requiredKeys: [] },
  );
  const deliveries: fc.Arbitrary<OldDelivery> = fc.record({
    signed: fc.boolean(),
    ref: fc.constantFrom('refs/heads/main', 'refs/heads/docs', 'refs/tags/v1', 'refs/notes/x'),
    message: fc.constantFrom('Mend it', 'Mend it [skip ci]'),
    settings: fc.record({
      unsigned: fc.constantFrom('allowed', 'refused'),
      filters: fc.record({
        branches: fc.constantFrom([], ['main'], ['release/*']),
        tags: fc.constantFrom([], ['v*']),
        skip_ci: fc.boolean(),
        events: fc.constantFrom(['push', 'tag'], ['tag']),
      }),
    }),
  });

  it('says what becomes of it when somebody starts it, whatever runs already and whatever is asked for', async () => {
    const property = fc.asyncProperty(situations, questions, async (situation, question) =>
      runs.startAsPlanned(await runs.arrange(situation), question),
    );
    await fc.assert(property, { numRuns: 25 });
  }, 180_000);

  it('says what becomes of a delivery when it is judged again, whatever the trigger is set to by now', async () => {
    const property = fc.asyncProperty(situations, deliveries, async (situation, delivery) => {
      const pipeline = await runs.arrange({ ...situation, before: Math.min(situation.before, 2) });
      await runs.redeliverAsPlanned(pipeline, await runs.keepDelivery(pipeline, delivery));
    });
    await fc.assert(property, { numRuns: 25 });
  }, 180_000);

  it('names the rule that leaves a delivery out, and decides nothing after it', async () => {
    const pipeline = await runs.arrange({ workbook: 'holding', concurrency: null, before: 0 });
    const settings = { filters: { branches: ['main'] } };
    const old = { signed: true, ref: 'refs/heads/docs', message: 'Write', settings };
    const plan = await runs.plan(pipeline, { delivery_id: await runs.keepDelivery(pipeline, old) });
    expect(plan).toMatchObject({ starts: false, trigger: 'webhook', ref: 'refs/heads/docs', inputs: null });
    expect(plan.decisions.at(-1)).toMatchObject({
      gate: 'trigger',
      rule: 'filter.branches',
      verdict: 'skip',
      detail: 'The branch "docs" does not match "main".',
    });
  });

  it('names the runs that it would wait for, and those that it would end', async () => {
    const queued = await runs.arrange({ workbook: 'holding', concurrency: ONE, before: 2 });
    const { starts, decisions } = await runs.plan(queued);
    const { body } = await service.api.get(`/v1/pipelines/${queued.uuid}/executions?state=RUNNING`);
    const [running] = body as { uuid: string }[];
    expect(starts).toBe(true);
    expect(decisions).toContainEqual({
      gate: 'concurrency',
      rule: 'concurrency.slot',
      verdict: 'wait',
      detail: `It waits for run ${running?.uuid} of this pipeline (1 of 1 running), 1 run before it.`,
      runs: [running?.uuid],
      errors: [],
    });
    const concurrency = { limit: 1, policy: 'supersede' };
    const tested = await runs.arrange({ workbook: 'holding', concurrency, before: 1 });
    const { body: listed } = await service.api.get(`/v1/pipelines/${tested.uuid}`);
    expect((await runs.plan(tested)).decisions).toContainEqual(
      expect.objectContaining({ rule: 'concurrency.supersede', runs: [listed.last_execution] }),
    );
    expect((await runs.plan(tested, { ref: 'other' })).decisions).not.toContainEqual(
      expect.objectContaining({ rule: 'concurrency.supersede' }),
    );
  });

  it('counts the runs of every pipeline that shares its group', async () => {
    const shared = { group: 'deploys', limit: 1, policy: 'queue' };
    const other = await runs.arrange({ workbook: 'holding', concurrency: shared, before: 1 });
    const pipeline = await runs.arrange({ workbook: 'holding', concurrency: shared, before: 0 });
    const slotOf = async () =>
      (await runs.plan(pipeline)).decisions.find(({ rule }) => rule === 'concurrency.slot');
    const { body } = await service.api.get(`/v1/pipelines/${other.uuid}`).expect(200);
    const detail = `It waits for run ${body.last_execution} of group deploys (1 of 1 running).`;
    expect(await slotOf()).toMatchObject({ verdict: 'wait', detail, runs: [body.last_execution] });
    await runs.cancelAll(other);
    expect(await slotOf()).toMatchObject({
      verdict: 'pass',
      detail: 'There is room for it in group deploys.',
    });
  });

  it('says of each task which station does it and when it runs', async () => {
    const pipeline = await runs.arrange({ workbook: 'unit_test', concurrency: null, before: 0 });
    const { tasks, workbook } = await runs.plan(pipeline);
    expect(workbook).toMatchObject({ name: 'unit_test', change: 'none', workflow_name: 'unit_test.main' });
    expect(tasks).toContainEqual(
      expect.objectContaining({ name: 'unit_test', station: 'unit-test', when: 'always', workflow: null }),
    );
    const held = await runs.arrange({ workbook: 'holding', concurrency: null, before: 0 });
    expect((await runs.plan(held)).tasks.map(({ name, when }) => [name, when])).toEqual([
      ['first', 'always'],
      ['hold', 'on-success'],
      ['tidy', 'on-error'],
    ]);
  });

  it('shows the built-in workbook that would be put into the engine, and does not put it there', async () => {
    const pipeline = await runs.arrange({ workbook: 'unit_test', concurrency: null, before: 0 });
    const present = (await runs.plan(pipeline)).workbook;
    await service.api.delete('/v1/workbooks/unit_test').expect(204);
    const absent = (await runs.plan(pipeline)).workbook;
    expect(absent).toEqual({ ...present, change: 'create' });
    expect((await runs.plan(pipeline)).workbook).toEqual(absent);
    const { body } = await service.api.get('/v1/workbooks/unit_test').expect(200);
    expect(body.origin).toBe('built-in');
  });

  it('tells wrong inputs by their fields, and shows the tasks all the same', async () => {
    const pipeline = await runs.arrange({ workbook: 'asking', concurrency: null, before: 0 });
    const wrong = await runs.plan(pipeline, { inputs: { colour: 'red' } });
    expect(wrong).toMatchObject({ starts: false, inputs: null, tasks: [{ name: 'hold' }] });
    expect(wrong.decisions).toContainEqual(
      expect.objectContaining({
        rule: 'inputs.declared',
        verdict: 'refuse',
        errors: [{ pointer: '/inputs/colour', detail: 'is not an input of the workflow main' }],
      }),
    );
    expect((await runs.plan(pipeline)).decisions).toContainEqual(
      expect.objectContaining({
        rule: 'inputs.complete',
        verdict: 'refuse',
        errors: [{ pointer: '/inputs/color', detail: expect.stringContaining('neither the plan nor you') }],
      }),
    );
  });

  it.each([
    [{ ref: '--upload-pack=x' }, '/ref'],
    [{ commit: 'abc' }, '/commit'],
    [{ inputs: [] }, '/inputs'],
    [{ delivery_id: 'x' }, '/delivery_id'],
    [{ delivery_id: NOWHERE, ref: 'main' }, '/ref'],
    [{ delivery_id: NOWHERE, inputs: {} }, '/inputs'],
    [{ other: 1 }, '/other'],
  ])('is refused for a body that is wrong, by the field: %j', async (body, pointer) => {
    const pipeline = await runs.arrange({ workbook: 'holding', concurrency: null, before: 0 });
    const answer = await service.api.post(`/v1/pipelines/${pipeline.uuid}/plan`, body).expect(400);
    expect(answer.body).toMatchObject({ code: 'run_plan.invalid', errors: [{ pointer }] });
  });

  it('is not there for a pipeline or a delivery that is not', async () => {
    const pipeline = await runs.arrange({ workbook: 'holding', concurrency: null, before: 0 });
    const missing = await service.api.post(`/v1/pipelines/${NOWHERE}/plan`, {}).expect(404);
    expect(missing.body.code).toBe('pipeline.not_found');
    const path = `/v1/pipelines/${pipeline.uuid}/plan`;
    const lost = await service.api.post(path, { delivery_id: NOWHERE }).expect(404);
    expect(lost.body.code).toBe('delivery.not_found');
  });

  it('says that it cannot tell what the engine alone knows while that is away, and tells the rest', async () => {
    const pipeline = await runs.arrange({ workbook: 'holding', concurrency: ONE, before: 1 });
    const mend = breakdown(service.app.get(WorkflowEngine, { strict: false }), 'findWorkbook');
    const plan = await runs.plan(pipeline, { inputs: { note: 1 } });
    mend();
    expect(plan).toMatchObject({ starts: null, workbook: null, inputs: null, tasks: [] });
    expect(plan.decisions.map(({ rule, verdict }) => [rule, verdict])).toEqual([
      ['pipeline.ready', 'pass'],
      ['inputs.declared', 'unknown'],
      ['concurrency.slot', 'wait'],
      ['delegation.status', 'pass'],
      ['workbook.present', 'unknown'],
    ]);
  });

  it('says that there would be no run where the service may no longer act for the owner', async () => {
    const pipeline = await runs.arrange({ workbook: 'holding', concurrency: null, before: 0 });
    const delegations = service.app.get(Delegations, { strict: false });
    const restore = instead(delegations, 'find', (real) => async (id) => {
      const found = await real(id);
      return found && { ...found, status: 'broken', reason: 'The trust was revoked.' };
    });
    const { starts, decisions } = await runs.plan(pipeline);
    restore();
    expect(starts).toBe(false);
    expect(decisions).toContainEqual(
      expect.objectContaining({ gate: 'delegation', verdict: 'refuse', detail: 'The trust was revoked.' }),
    );
  });

  it('says that there would be no run of a pipeline that is being deleted', async () => {
    const pipeline = await runs.arrange({ workbook: 'holding', concurrency: null, before: 0 });
    const mend = breakdown(service.app.get(StackProvider, { strict: false }), 'delete');
    await service.api.delete(`/v1/pipelines/${pipeline.uuid}`).expect(503);
    const refused = await service.api.post(`/v1/pipelines/${pipeline.uuid}/executions`).expect(409);
    for (const question of [{}, { delivery_id: NOWHERE }]) {
      const { starts, decisions, tasks } = await runs.plan(pipeline, question);
      expect([starts, tasks]).toEqual([false, []]);
      expect(decisions).toEqual([
        expect.objectContaining({ gate: 'pipeline', verdict: 'refuse', detail: refused.body.detail }),
      ]);
    }
    mend();
    await service.api.delete(`/v1/pipelines/${pipeline.uuid}`).expect(204);
  });
});

describe('planning a run', () => {
  let service: TestService;
  let runs: PlannedRuns;

  /** Without a worker, which writes that it is there. */
  beforeAll(async () => {
    const environment = { SOLUM_WORKFLOW_ENGINE: 'embedded', SOLUM_ROLES: 'api' };
    service = await startService({ environment });
    runs = new PlannedRuns(service.api);
    await runs.prepare();
  });

  afterAll(() => service.close());

  it('writes no row, not even of its having been asked for', async () => {
    const pipeline = await runs.arrange({ workbook: 'holding', concurrency: ONE, before: 2 });
    const settings = { unsigned: 'allowed', filters: { branches: [] } };
    const old = { signed: true, ref: 'refs/heads/main', message: 'Write', settings };
    const id = await runs.keepDelivery(pipeline, old);
    const lacking = await runs.arrange({ workbook: 'holding', concurrency: null, before: 0 });
    await service.api.put(`/v1/pipelines/${lacking.uuid}`, { workbook_name: 'build' }).expect(200);
    await service.api.delete('/v1/workbooks/build').expect(204);
    const before = await rowsAtRest();
    expect((await runs.plan(pipeline)).starts).toBe(true);
    expect((await runs.plan(pipeline, { ref: 'main', inputs: { note: 'other' } })).starts).toBe(true);
    expect((await runs.plan(pipeline, { inputs: { wrong: 1 } })).starts).toBe(false);
    expect((await runs.plan(pipeline, { delivery_id: id })).starts).toBe(true);
    expect((await runs.plan(lacking)).workbook).toMatchObject({ change: 'create' });
    const after = await everyRow();
    expect(after.filter((row) => !before.includes(row))).toEqual([]);
    expect(after).toHaveLength(before.length);
  });

  /** What cancelled runs leave to be written is written. */
  function rowsAtRest(): Promise<string[]> {
    return until(async () => {
      const rows = await everyRow();
      expect(await everyRow()).toEqual(rows);
      return rows;
    });
  }

  /** Of every table; when executions were looked at last changes by itself. */
  async function everyRow(): Promise<string[]> {
    const database = service.app.get(DataSource);
    const tables = database.entityMetadatas.map(({ tableName }) => tableName).sort();
    const rows = tables.map(async (table) => {
      const found = await database.query<Record<string, unknown>[]>(`SELECT * FROM ${table}`);
      return found.map((row) => `${table} ${JSON.stringify({ ...row, watched_at: undefined })}`).sort();
    });
    return (await Promise.all(rows)).flat();
  }
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setImmediate as breath } from 'node:timers/promises';
import { DatabaseSession } from '../../src/database/database-session.js';
import { insertStatements } from '../../src/database/write-record.js';
import { HandOverExecutions } from '../../src/modules/executions/application/hand-over-executions.js';
import { ExecutionRecord } from '../../src/modules/executions/infrastructure/execution.record.js';
import { PipelineRecord } from '../../src/modules/pipelines/infrastructure/pipeline.record.js';
import { ScheduleRecord } from '../../src/modules/schedules/infrastructure/schedule.record.js';
import { Clock } from '../../src/shared/domain/clock.js';
import { newId } from '../../src/shared/domain/ids.js';
import type { Pipeline } from '../support/api-client.js';
import { type ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { startService, type TestService } from '../support/test-service.js';
import { until } from '../support/until.js';
import { WallClock } from '../support/wall-clock.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** As the service's: no other part of it looks around as seldom. */
const SWEEP = 20 * SECOND;

/** The engine is not what this is about: executions stay where their schedule put them. */
const nobodyHandsOver = { start: () => undefined, stop: async () => undefined, wake: () => undefined };

describe('schedules', () => {
  let scratch: ScratchDatabase;
  let clock: WallClock;
  let services: TestService[];
  let pipeline: Pipeline;

  async function start(environment: Record<string, string> = {}): Promise<TestService> {
    const service = await startService({
      database: scratch,
      environment,
      override: (builder) =>
        builder
          .overrideProvider(Clock)
          .useValue(clock)
          .overrideProvider(HandOverExecutions)
          .useValue(nobodyHandsOver),
    });
    services.push(service);
    return service;
  }

  /** A service at that time, with a pipeline. */
  async function startAt(time: string): Promise<TestService> {
    clock = new WallClock(new Date(time));
    const service = await start();
    pipeline = await service.api.createPipeline({ workbook_name: 'build' });
    return service;
  }

  async function schedule(service: TestService, body: Record<string, unknown>): Promise<string> {
    const { body: made } = await service.api.post(`${path()}/schedules`, body).expect(201);
    await settled();
    return made.uuid as string;
  }

  const path = (): string => `/v1/pipelines/${pipeline.uuid}`;
  const database = (): DatabaseSession => (services[0] as TestService).app.get(DatabaseSession);

  /** When runs were started by schedules, as far as anybody noticed. */
  async function runs(): Promise<string[]> {
    const found = await database().manager.find(ExecutionRecord, {
      where: { triggerKind: 'schedule' },
      order: { createdAt: 'ASC' },
    });
    return found.map(({ createdAt }) => createdAt.toISOString().slice(0, 16));
  }

  /** Goes on by that, as the services do when it happens: each of them looks once it is woken. */
  async function pass(milliseconds: number, step = MINUTE): Promise<void> {
    const end = clock.now().getTime() + milliseconds;
    while (clock.now().getTime() < end) {
      clock.advance(Math.min(step, end - clock.now().getTime()));
      await settled();
    }
  }

  /** Nothing is due any more, the alarm is set for what is due next, and nobody is at it. */
  const settled = (): Promise<unknown> =>
    until(async () => {
      for (let i = 0; i < 5; i += 1) await breath();
      if (!clock.isSetFor(clock.after(SWEEP))) return false;
      const next = await database().manager.findOne(ScheduleRecord, {
        where: { enabled: true },
        order: { nextRunAt: 'ASC' },
      });
      return !next?.nextRunAt || (next.nextRunAt > clock.now() && clock.isSetFor(next.nextRunAt));
    });

  beforeEach(async () => {
    services = [];
    scratch = await scratchDatabase();
  });

  afterEach(async () => {
    for (const service of services) await service.close();
    await scratch.drop();
  });

  it('start a run at their time, by their owner, on their branch', async () => {
    const service = await startAt('2026-05-04T06:00:00Z');
    const id = await schedule(service, {
      cron: '30 8 * * *',
      time_zone: 'Europe/Lisbon',
      ref: 'refs/heads/next',
    });
    clock.advance(90 * MINUTE);
    const execution = await until(async () => {
      const { body } = await service.api.get(`${path()}/executions?trigger=schedule`).expect(200);
      return (body as Record<string, unknown>[])[0] ?? false;
    });
    const shown = (await service.api.get(`${path()}/schedules/${id}`).expect(200)).body;
    expect(execution).toMatchObject({
      trigger: 'schedule',
      ref: 'refs/heads/next',
      started_by: shown.user_id,
    });
    expect(shown).toMatchObject({
      next_run_at: '2026-05-05T07:30:00.000Z',
      last_run: { due_at: '2026-05-04T07:30:00.000Z', execution_id: execution.uuid },
    });
  });

  it('run once where the clocks skip their time, and once where it comes twice', async () => {
    const service = await startAt('2026-03-28T20:00:00Z');
    await schedule(service, { cron: '30 2 * * *', time_zone: 'Europe/Berlin' });
    await pass(9 * HOUR, 10 * MINUTE);
    expect(await runs()).toEqual(['2026-03-29T01:00']);
    clock.jump(Date.parse('2026-10-24T20:00:00Z') - clock.now().getTime());
    await pass(SWEEP, SWEEP);
    expect((await runs()).at(-1)).toBe('2026-10-24T20:00');
    await pass(9 * HOUR, 10 * MINUTE);
    expect(await runs()).toEqual(['2026-03-29T01:00', '2026-10-24T20:00', '2026-10-25T00:30']);
  });

  it('run once where somebody sets the clock past their time', async () => {
    const service = await startAt('2026-05-04T06:00:30Z');
    await schedule(service, { cron: '2 * * * *' });
    await pass(MINUTE);
    clock.jump(2 * MINUTE);
    await pass(SWEEP, SWEEP);
    expect(await runs()).toEqual(['2026-05-04T06:03']);
    await pass(HOUR);
    expect(await runs()).toEqual(['2026-05-04T06:03', '2026-05-04T07:02']);
  });

  it('run once where somebody sets the clock back to before their time', async () => {
    const service = await startAt('2026-05-04T06:00:30Z');
    const id = await schedule(service, { cron: '2 * * * *' });
    await pass(2 * MINUTE);
    clock.jump(-2 * MINUTE);
    await service.api.put(`${path()}/schedules/${id}`, { ref: 'main' }).expect(200);
    await pass(10 * MINUTE);
    expect(await runs()).toHaveLength(1);
    await pass(HOUR);
    expect(await runs()).toHaveLength(2);
  });

  it('catch up with the last of the times that they missed, unless that was too long ago', async () => {
    const service = await startAt('2026-05-04T06:00:00Z');
    await schedule(service, { cron: '*/5 * * * *' });
    const monthly = await schedule(service, { cron: '0 7 4 * *' });
    await service.close();
    services = [];
    clock = new WallClock(new Date('2026-05-05T07:01:00Z'));
    const again = await start({ SOLUM_SCHEDULE_CATCH_UP_MINUTES: '1440' });
    await settled();
    expect(await runs()).toEqual(['2026-05-05T07:01']);
    const { body } = await again.api.get(`${path()}/schedules/${monthly}`).expect(200);
    expect(body).toMatchObject({
      next_run_at: '2026-06-04T07:00:00.000Z',
      last_run: { due_at: '2026-05-04T07:00:00.000Z', execution_id: null, execution_uri: null },
    });
  });

  it('start nothing while they are not enabled, and go with their pipeline', async () => {
    const service = await startAt('2026-05-04T06:00:00Z');
    await schedule(service, { cron: '*/5 * * * *', enabled: false });
    await pass(20 * MINUTE, 5 * MINUTE);
    expect(await runs()).toEqual([]);
    await service.api.delete(path()).expect(204);
    expect(await database().manager.count(ScheduleRecord)).toBe(0);
  });

  it('that cannot be run do not keep the others from their time', async () => {
    const service = await startAt('2026-05-04T06:00:00Z');
    const [broken] = [
      await schedule(service, { cron: '5 6 * * *' }),
      await schedule(service, { cron: '5 6 * * *' }),
    ];
    await database().run(() =>
      database().writer.update(ScheduleRecord, { id: broken }, { cron: 'nonsense' }),
    );
    clock.advance(5 * MINUTE);
    await until(async () => (await runs()).length === 1);
  });

  it('of two processes, ten thousand of them due in one minute, each run once', async () => {
    const service = await startAt('2026-05-04T06:00:00Z');
    await start();
    const session = database();
    const [made] = await session.manager.find(PipelineRecord);
    const pipelines = Array.from(
      { length: 100 },
      () => ({ ...made, id: newId(), triggerId: newId() }) as PipelineRecord,
    );
    const id = await schedule(service, { cron: '30 6 * * *', inputs: {} });
    const [first] = await session.manager.findBy(ScheduleRecord, { id });
    const schedules = Array.from({ length: 9_999 }, (_, index) => {
      const pipelineId = pipelines[index % 100]?.id;
      return { ...first, id: newId(), pipelineId } as ScheduleRecord;
    });
    await session.write(insertStatements(session.manager, PipelineRecord, pipelines));
    await session.write(insertStatements(session.manager, ScheduleRecord, schedules));
    clock.advance(30 * MINUTE);
    await until(
      async () => (await session.manager.countBy(ExecutionRecord, { triggerKind: 'schedule' })) === 10_000,
      55_000,
    );
    await pass(10 * MINUTE, 5 * MINUTE);
    const rows = await session.manager.find(ScheduleRecord);
    expect(new Set(rows.map(({ lastExecutionId }) => lastExecutionId)).size).toBe(10_000);
    expect(await session.manager.countBy(ExecutionRecord, { triggerKind: 'schedule' })).toBe(10_000);
  }, 90_000);
});

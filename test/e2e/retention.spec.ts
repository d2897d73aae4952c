import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSession } from '../../src/database/database-session.js';
import { ExecutionRecord } from '../../src/modules/executions/infrastructure/execution.record.js';
import { RetentionRules, SweepExpired } from '../../src/modules/retention/index.js';
import { JobRecord } from '../../src/modules/stations/infrastructure/job.record.js';
import { DeliveryRecord } from '../../src/modules/triggers/infrastructure/delivery.record.js';
import { Clock } from '../../src/shared/domain/clock.js';
import { newId } from '../../src/shared/domain/ids.js';
import { Pipeline } from '../support/api-client.js';
import { ShiftedClock } from '../support/shifted-clock.js';
import { startService, TestService } from '../support/test-service.js';

const DAY_MS = 86_400_000;

describe('retention', () => {
  let service: TestService;
  let session: DatabaseSession;
  let clock: ShiftedClock;
  let pipeline: Pipeline;
  let template: ExecutionRecord;
  let taskId: string;

  beforeAll(async () => {
    clock = new ShiftedClock();
    service = await startService({
      environment: {
        SOLUM_RETENTION_EXECUTION_DAYS: '90',
        SOLUM_RETENTION_KEEP_RUNS: '2',
        SOLUM_LOG_STORE: 'disk',
      },
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
    session = service.app.get(DatabaseSession, { strict: false });
  });

  beforeEach(async () => {
    pipeline = await service.api.createPipeline();
    await service.api.ended(pipeline.last_execution);
    template = await session.manager.findOneByOrFail(ExecutionRecord, { id: pipeline.last_execution });
    taskId = (await service.api.tasks(template.id))[0]?.uuid as string;
  });

  afterAll(() => service.close());

  const sweep = () => service.app.get(SweepExpired, { strict: false }).execute();
  const daysAgo = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
  const logFile = (id: string) => join(service.config.dataDir, 'logs', id, `${id}.log`);

  /** An execution of that age with a job, its log, an action and what the engine has of it. */
  async function ended(days: number, changes: Partial<ExecutionRecord> = {}): Promise<string> {
    const id = newId();
    const at = daysAgo(days);
    const row = {
      ...template,
      id,
      createdAt: at,
      startedAt: at,
      endedAt: at,
      state: 'SUCCESS' as const,
      ...changes,
    };
    await session.run(async () => {
      const { writer } = session;
      await writer.insert(ExecutionRecord, row);
      await writer.insert(JobRecord, job(id, at));
      await writer.query(
        `INSERT INTO engine_executions (id, project_id, workflow_name, state, definition_digest, document, version, created_at, updated_at)
          SELECT '${id}', project_id, workflow_name, state, definition_digest, document, version, created_at, updated_at
          FROM engine_executions WHERE id = '${template.id}'`,
      );
    });
    await mkdir(join(service.config.dataDir, 'logs', id), { recursive: true });
    await writeFile(logFile(id), 'what was built');
    return id;
  }

  function job(executionId: string, at: Date): JobRecord {
    return {
      ...{ id: newId(), station: 'unit-test', input: {}, executionId, taskId, projectId: 'project' },
      ...{
        actionExecutionId: executionId,
        state: 'done',
        verdict: 'pass',
        result: null,
        attempt: 1,
        losses: 0,
      },
      ...{ leaseOwner: null, leaseUntil: null, createdAt: at, startedAt: at, finishedAt: at, logBytes: 14 },
      ...{ logExpired: false, reported: true, reportAttempts: 0, reportAt: null },
    };
  }

  /** The tables that still have something of the execution. */
  async function left(id: string): Promise<string[]> {
    const columns = {
      executions: 'id',
      station_jobs: 'execution_id',
      engine_executions: 'id',
      expired_executions: 'execution_id',
    };
    const found: string[] = [];
    for (const [table, column] of Object.entries(columns)) {
      const rows: unknown[] = await session.manager.query(`SELECT 1 FROM ${table} WHERE ${column} = '${id}'`);
      if (rows.length > 0) found.push(table);
    }
    return found;
  }

  it('takes away an old execution with all that belongs to it', async () => {
    const old = await ended(91);
    await ended(80);
    await sweep();
    expect(await left(old)).toEqual([]);
    expect(existsSync(logFile(old))).toBe(false);
    await service.api.get(`/v1/executions/${old}`).expect(404);
  });

  it('keeps what is younger, what has not ended, and what waits', async () => {
    const kept = [
      await ended(89),
      await ended(200, { state: 'RUNNING', endedAt: null }),
      await ended(200, { endedAt: daysAgo(10) }),
      await ended(200, { handOverAt: daysAgo(1) }),
    ];
    await sweep();
    for (const id of kept) expect(await left(id)).toContain('executions');
  });

  it('keeps the newest of each pipeline, its newest success and its last one, however old they are', async () => {
    const failures = { state: 'ERROR' as const };
    const [success, failed, last] = [
      await ended(400),
      await ended(300, failures),
      await ended(500, failures),
    ];
    const newer = [await ended(210, failures), await ended(220, failures)];
    await session.run(() => session.writer.delete(ExecutionRecord, { id: template.id }));
    await session.run(() =>
      session.writer.query(
        `UPDATE pipelines SET last_execution_id = '${last}' WHERE id = '${pipeline.uuid}'`,
      ),
    );
    await sweep();
    for (const id of [success, last, ...newer]) expect(await left(id)).toContain('executions');
    expect(await left(failed)).toEqual([]);
  });

  it('takes away logs before their executions, and says so to who asks for one', async () => {
    const [old, young] = [await ended(31), await ended(29)];
    await sweep();
    expect([existsSync(logFile(old)), existsSync(logFile(young))]).toEqual([false, true]);
    const answer = await service.api.get(`/v1/executions/${old}/tasks/${taskId}/log`).expect(404);
    expect(answer.body).toMatchObject({ code: 'log.expired' });
  });

  it('takes away old deliveries, but none whose execution is there', async () => {
    const { trigger_uri: uri } = pipeline;
    const rows: string[] = [];
    for (const ref of ['a', 'b', 'c']) {
      await service.api.post(new URL(uri).pathname, { ref }).expect((answer) => answer.status < 500);
    }
    const deliveries = await session.manager.findBy(DeliveryRecord, { pipelineId: pipeline.uuid });
    expect(deliveries).toHaveLength(3);
    const [first, second, third] = deliveries.map(({ id }) => id) as [string, string, string];
    const at = (days: number, executionId: string | null) => ({ receivedAt: daysAgo(days), executionId });
    await session.run(async () => {
      await session.writer.update(DeliveryRecord, { id: first }, at(91, null));
      await session.writer.update(DeliveryRecord, { id: second }, at(91, template.id));
      await session.writer.update(DeliveryRecord, { id: third }, at(89, null));
    });
    await sweep();
    rows.push(
      ...(await session.manager.findBy(DeliveryRecord, { pipelineId: pipeline.uuid })).map(({ id }) => id),
    );
    expect(new Set(rows)).toEqual(new Set([second, third]));
  });

  it('takes away all that a deleted pipeline had, however much and however young', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 130; count += 1) ids.push(await ended(1));
    await service.api.delete(`/v1/pipelines/${pipeline.uuid}`).expect(204);
    await sweep();
    const remains = await Promise.all(ids.map(left));
    expect(remains.flat()).toEqual([]);
    expect(ids.filter((id) => existsSync(logFile(id)))).toEqual([]);
  });

  it('goes on where it was interrupted, at whatever step', async () => {
    const ids = await Promise.all(Array.from({ length: 60 }, () => ended(100)));
    await ended(1);
    const { all } = service.app.get(RetentionRules, { strict: false });
    for (const rule of all) for await (const count of rule.sweep()) if (count > 0) break;
    const between = (await Promise.all(ids.map(left))).flat();
    expect(between).toContain('executions');
    expect(between).toContain('expired_executions');
    await sweep();
    expect((await Promise.all(ids.map(left))).flat()).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AsyncResource } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { findRecord } from '../../src/database/find-record.js';
import { insertRecord, updateRecords } from '../../src/database/write-record.js';
import { JobRecord } from '../../src/modules/stations/infrastructure/job.record.js';
import { OpenDatabase, openDatabase, scratchDatabase, ScratchDatabase } from '../support/test-database.js';

const at = new Date('2026-02-03T04:05:06.789Z');

function job(fields: Partial<JobRecord> = {}): JobRecord {
  return Object.assign(new JobRecord(), {
    id: randomUUID(),
    station: 'unit-test',
    input: { command: 'make test', environment: { LANG: 'C' }, ümlaut: ['😀', null] },
    executionId: randomUUID(),
    taskId: randomUUID(),
    actionExecutionId: randomUUID(),
    projectId: 'development',
    state: 'queued',
    verdict: null,
    result: null,
    attempt: 0,
    losses: 0,
    leaseOwner: null,
    leaseUntil: null,
    createdAt: at,
    startedAt: null,
    finishedAt: null,
    logBytes: 5_000_000_000,
    logExpired: false,
    reported: false,
    reportAttempts: 0,
    reportAt: null,
    ...fields,
  });
}

describe('records by prepared statements', () => {
  let scratch: ScratchDatabase;
  let database: OpenDatabase;
  const find = (where: Parameters<typeof findRecord>[2]) =>
    findRecord(database.session.manager, JobRecord, where);

  const insert = (row: JobRecord) =>
    database.session.run(() => database.session.writer.insert(JobRecord, row as never));

  beforeAll(async () => {
    scratch = await scratchDatabase();
    database = await openDatabase(scratch, [JobRecord]);
  });

  afterAll(async () => {
    await database.close();
    await scratch.drop();
  });

  it('answers what TypeORM answers, type by type', async () => {
    const row = job({ leaseUntil: new Date('2026-02-03T04:05:06.000Z'), reported: true });
    await insert(row);
    const found = await find({ id: row.id });
    expect(found).toEqual(await database.session.manager.findOneBy(JobRecord, { id: row.id }));
    expect(found).toEqual(row);
    expect(found).toBeInstanceOf(JobRecord);
  });

  it('takes a list as any of its values', async () => {
    const row = job();
    await insert(row);
    expect(await find({ id: row.id, state: ['running', 'queued'] })).toMatchObject({ id: row.id });
    expect(await find({ id: row.id, state: ['running', 'done'] })).toBeUndefined();
  });

  it('sees what its own transaction wrote, and nobody else does before the commit', async () => {
    const row = job();
    const somebodyElse = new AsyncResource('another request');
    await database.session.run(async () => {
      await database.session.writer.insert(JobRecord, row);
      expect(await find({ id: row.id })).toMatchObject({ id: row.id });
      expect(await somebodyElse.runInAsyncScope(() => find({ id: row.id }))).toBeUndefined();
    });
    expect(await find({ id: row.id })).toMatchObject({ id: row.id });
  });

  it('sees what was committed after it was first asked', async () => {
    const row = job();
    expect(await find({ id: row.id })).toBeUndefined();
    await insert(row);
    expect(await find({ id: row.id })).toMatchObject({ state: 'queued' });
    await database.session.run(() =>
      database.session.writer.update(JobRecord, { id: row.id }, { state: 'running' }),
    );
    expect(await find({ id: row.id })).toMatchObject({ state: 'running' });
  });

  it('reads what insertRecord and updateRecords wrote as TypeORM does, for those rows alone', async () => {
    const [row, other] = [job({ reported: true }), job()];
    const changes: Partial<JobRecord> = {
      state: 'done',
      result: { passed: 3 },
      finishedAt: at,
      logBytes: null,
      logExpired: true,
    };
    const affected = await database.session.run(async () => {
      await insertRecord(database.session.writer, JobRecord, row);
      await insertRecord(database.session.writer, JobRecord, other);
      const update = (state: string[]) =>
        updateRecords(database.session.writer, JobRecord, { id: row.id, state }, changes);
      return [await update(['running']), await update(['running', 'queued']), await update(['done'])];
    });
    expect(affected).toEqual([0, 1, 1]);
    const byTypeOrm = (id: string) => database.session.manager.findOneBy(JobRecord, { id });
    expect(await byTypeOrm(row.id)).toEqual({ ...row, ...changes });
    expect(await find({ id: row.id })).toEqual(await byTypeOrm(row.id));
    expect(await byTypeOrm(other.id)).toEqual(other);
  });

  it('refuses a property that the record does not have', async () => {
    await expect(find({ nothing: 'x' })).rejects.toThrow('JobRecord has no property nothing.');
  });
});

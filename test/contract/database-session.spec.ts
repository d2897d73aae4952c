import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { insertOnce, isForeignKeyViolation, isUniqueViolation } from '../../src/database/database-session.js';
import { insertStatements, updateStatement } from '../../src/database/write-record.js';
import { PlanRecord } from '../../src/modules/plans/infrastructure/plan.record.js';
import { newId } from '../../src/shared/domain/ids.js';
import { OpenDatabase, openDatabase, ScratchDatabase, scratchDatabase } from '../support/test-database.js';

function plan(name: string, id = newId()): PlanRecord {
  const now = new Date('2026-01-01T00:00:00.123Z');
  return {
    id,
    projectId: 'p',
    userId: 'u',
    name,
    document: { name },
    repoTokens: null,
    requestDigest: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

describe('a unit of work', () => {
  let scratch: ScratchDatabase;
  let database: OpenDatabase;

  beforeAll(async () => {
    scratch = await scratchDatabase();
    database = await openDatabase(scratch, [PlanRecord]);
  });

  beforeEach(() => database.session.run(() => database.session.writer.query('DELETE FROM plans')));

  afterAll(async () => {
    await database.close();
    await scratch.drop();
  });

  const count = () => database.session.manager.countBy(PlanRecord, {});
  const write = (name: string) => database.session.writer.insert(PlanRecord, plan(name));

  it('writes all or nothing', async () => {
    await expect(
      database.session.run(async () => {
        await write('one');
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await count()).toBe(0);
  });

  it('shows what it has written to itself, and to others only when it is done', async () => {
    let inside = -1;
    let look: () => void = () => {};
    const looked = new Promise<void>((resolve) => (look = resolve));
    const working = database.session.run(async () => {
      await write('one');
      inside = await count();
      await looked;
    });
    while (inside < 0) await new Promise((resolve) => setImmediate(resolve));
    const outside = await count();
    look();
    await working;
    expect([inside, outside, await count()]).toEqual([1, 0, 1]);
  });

  it('keeps to itself: another one that fails at the same time takes nothing of it away', async () => {
    const works = Array.from({ length: 20 }, (_, index) =>
      database.session.run(async () => {
        await write(`plan-${index}`);
        await new Promise((resolve) => setImmediate(resolve));
        if (index % 2 === 1) throw new Error('odd');
      }),
    );
    await Promise.allSettled(works);
    const names = (await database.session.manager.find(PlanRecord)).map(({ name }) => name).sort();
    expect(names).toEqual(Array.from({ length: 10 }, (_, index) => `plan-${index * 2}`).sort());
  });

  it('inside of another joins it', async () => {
    await expect(
      database.session.run(async () => {
        await database.session.run(() => write('inner'));
        throw new Error('outer');
      }),
    ).rejects.toThrow('outer');
    expect(await count()).toBe(0);
  });

  it('calls back after it was committed, and never when it was not', async () => {
    const called: string[] = [];
    await database.session.run(async () => {
      await write('one');
      database.session.afterCommit(() => called.push('committed'));
      expect(called).toEqual([]);
    });
    await database.session
      .run(async () => {
        database.session.afterCommit(() => called.push('never'));
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(called).toEqual(['committed']);
  });

  describe('of statements that are known beforehand', () => {
    const at = (name: string) => insertStatements(database.session.manager, PlanRecord, [plan(name)]);
    const renamed = (from: string, to: string) =>
      updateStatement(database.session.manager, PlanRecord, { name: from }, { name: to });
    const names = async () =>
      (await database.session.manager.find(PlanRecord)).map(({ name }) => name).sort();

    it('writes them all', async () => {
      expect(await database.session.write([...at('one'), ...at('two'), renamed('one', 'three')])).toBe(true);
      expect(await names()).toEqual(['three', 'two']);
    });

    it('writes nothing where the first of them does no row', async () => {
      expect(await database.session.write([renamed('none', 'some'), ...at('one')])).toBe(false);
      expect(await database.session.write([renamed('none', 'some')])).toBe(false);
      expect(await count()).toBe(0);
    });

    it('writes nothing where one of them is refused', async () => {
      const id = newId();
      const twice = insertStatements(database.session.manager, PlanRecord, [plan('a', id), plan('b', id)]);
      const refused = database.session.write([...at('one'), ...twice]);
      await expect(refused.catch(isUniqueViolation)).resolves.toBe(true);
      expect(await count()).toBe(0);
      expect(await database.session.write(at('two'))).toBe(true);
    });

    it('waits for a unit of work, and joins the one it is called in', async () => {
      const outer = database.session.run(async () => {
        await write('outer');
        await database.session.write(at('inner'));
        await new Promise((resolve) => setImmediate(resolve));
        throw new Error('no');
      });
      const beside = database.session.write([...at('beside'), ...at('too')]);
      await expect(outer).rejects.toThrow('no');
      await beside;
      expect(await names()).toEqual(['beside', 'too']);
    });

    it('inserts any number of rows', async () => {
      const rows = Array.from({ length: 103 }, (_, index) => plan(`plan-${index}`));
      await database.session.write(insertStatements(database.session.manager, PlanRecord, rows));
      expect(await count()).toBe(103);
    });
  });

  it('is needed to write', () => {
    expect(() => database.session.writer).toThrow(/outside a unit of work/);
  });

  it('goes on after a key that was taken', async () => {
    const id = newId();
    const inserted = await database.session.run(async () => [
      await insertOnce(database.session.writer, PlanRecord, plan('first', id)),
      await insertOnce(database.session.writer, PlanRecord, plan('second', id)),
      await insertOnce(database.session.writer, PlanRecord, plan('third')),
    ]);
    expect(inserted).toEqual([true, false, true]);
    expect(await count()).toBe(2);
  });

  it('keeps times to the millisecond, in UTC', async () => {
    await database.session.run(() => write('timed'));
    const [found] = await database.session.manager.find(PlanRecord);
    expect(found?.createdAt.toISOString()).toBe('2026-01-01T00:00:00.123Z');
  });

  it('tells a broken reference from other errors', async () => {
    const reference = database.session.run(() =>
      database.session.writer.query(
        `INSERT INTO pipelines (id, project_id, user_id, name, description, tags, plan_id, workbook_name, workbook_created,
           trigger_id, delegation_id, status, version, created_at, updated_at)
         VALUES ('a', 'p', 'u', 'n', '', '[]', 'nowhere', 'w', 0, 't', 'd', 'ready', 1, '2026-01-01', '2026-01-01')`,
      ),
    );
    expect(isForeignKeyViolation(await reference.catch((error: unknown) => error))).toBe(true);
    expect(isForeignKeyViolation(new Error('other'))).toBe(false);
  });
});

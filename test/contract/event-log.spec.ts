import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { FollowEvents } from '../../src/modules/events/application/follow-events.js';
import { Event, EventRecord, NewEvent } from '../../src/modules/events/index.js';
import { TypeOrmEventLog } from '../../src/modules/events/infrastructure/typeorm-event-log.js';
import { SystemClock } from '../../src/shared/domain/clock.js';
import { TestClock } from '../support/test-clock.js';
import { OpenDatabase, openDatabase, ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

function happened(name: string, over: Partial<NewEvent> = {}): NewEvent {
  const nobody = { projectId: 'p', pipelineId: null, executionId: null };
  return { type: 'execution.state_changed', ...nobody, data: { name }, ...over };
}

const names = (events: readonly Event[]) => events.map(({ data }) => data.name);

describe('the log of events', () => {
  let scratch: ScratchDatabase;
  /** Of two processes; SQLite is for one, where they share it. */
  let databases: OpenDatabase[];
  let clock: TestClock;
  let logs: TypeOrmEventLog[];

  beforeAll(async () => {
    scratch = await scratchDatabase();
    const first = await openDatabase(scratch, [EventRecord]);
    databases = [first, first.session.isSqlite ? first : await openDatabase(scratch, [EventRecord])];
  });
  beforeEach(() => {
    clock = new TestClock();
    logs = databases.map(({ session }) => new TypeOrmEventLog(session, clock));
  });
  afterEach(async () => {
    const { session } = process(0);
    await session.run(() => session.writer.clear(EventRecord));
  });
  afterAll(async () => {
    await Promise.all([...new Set(databases)].map((database) => database.close()));
    await scratch.drop();
  });

  function process(index: number): { session: OpenDatabase['session']; log: TypeOrmEventLog } {
    const [database, log] = [databases[index], logs[index]];
    if (!database || !log) throw new Error(`There is no process ${index}.`);
    return { session: database.session, log };
  }

  async function commit(index: number, ...events: NewEvent[]): Promise<void> {
    const { session, log } = process(index);
    await session.run(async () => events.forEach((event) => log.append(event)));
  }

  it('gives the events of a transaction the next numbers, in their order', async () => {
    const { log } = process(0);
    const before = await log.last();
    await commit(0, happened('a'), happened('b'));
    await commit(1, happened('c'));
    const events = await log.after({}, before, 10);
    expect(names(events)).toEqual(['a', 'b', 'c']);
    expect(events.map(({ sequence }) => sequence)).toEqual([before + 1, before + 2, before + 3]);
    expect(await log.last()).toBe(before + 3);
    expect(events[0]?.createdAt).toEqual(clock.now());
  });

  it('has no event, and no gap, of what was rolled back', async () => {
    const { session, log } = process(0);
    const before = await log.last();
    const failed = session.run(async () => {
      log.append(happened('never'));
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    await commit(0, happened('next'));
    const events = await log.after({}, before, 10);
    expect(events).toMatchObject([{ sequence: before + 1, data: { name: 'next' } }]);
  });

  it('takes events in a transaction only', () => {
    expect(() => process(0).log.append(happened('x'))).toThrow('outside a unit of work');
  });

  it('shows the events of one project, of one execution, or of all', async () => {
    const { log } = process(0);
    const before = await log.last();
    await commit(0, happened('a'), happened('b', { projectId: 'q' }), happened('c', { executionId: 'e' }));
    expect(names(await log.after({ projectId: 'p' }, before, 10))).toEqual(['a', 'c']);
    expect(names(await log.after({ executionId: 'e' }, before, 10))).toEqual(['c']);
    expect(names(await log.after({}, before, 2))).toEqual(['a', 'b']);
  });

  it('skips no event, however the transactions of several processes overlap', async () => {
    const { log } = process(0);
    const before = await log.last();
    const writer = async (index: number, name: string): Promise<void> => {
      for (let count = 0; count < 15; count += 1) {
        const { session, log: own } = process(index);
        await session.run(async () => {
          own.append(happened(`${name}${count}`));
          // What was appended first may commit last.
          await wait(Math.random() * 8);
        });
      }
    };
    const writers = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) => writer(index % 2, name));
    let writing = true;
    const written = Promise.all(writers).then(() => (writing = false));
    const seen: Event[] = [];
    for (let last = false; !last;) {
      last = !writing;
      seen.push(...(await log.after({}, seen.at(-1)?.sequence ?? before, 3)));
      await wait(1);
    }
    await written;
    seen.push(...(await log.after({}, seen.at(-1)?.sequence ?? before, 1000)));
    expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_, index) => before + index + 1));
    expect(new Set(names(seen)).size).toBe(6 * 15);
  }, 60_000);

  it('removes what is older than wanted, so many at a time', async () => {
    const { session, log } = process(0);
    const before = await log.last();
    await commit(0, happened('old'), happened('old too'), happened('also old'));
    clock.advance(60_000);
    const border = clock.now();
    await commit(0, happened('new'));
    const remove = () => session.run(() => log.deleteBefore(border, 2));
    expect([await remove(), await remove(), await remove()]).toEqual([2, 1, 0]);
    expect(names(await log.after({}, before, 10))).toEqual(['new']);
    expect(await log.last()).toBe(before + 4);
  });

  describe('followed', () => {
    async function follow(index: number, seen: Event[], abort: AbortController, isOver = async () => false) {
      const { log } = process(index);
      const follower = new FollowEvents(log, new SystemClock());
      const after = await log.last();
      const wanted = { filter: {}, after, signal: abort.signal, isOver };
      const reading = async (): Promise<void> => {
        for await (const event of follower.execute(wanted)) seen.push(event);
      };
      return { ended: reading() };
    }

    it('shows what this process commits, and what others do', async () => {
      const abort = new AbortController();
      const seen: Event[] = [];
      const { ended } = await follow(0, seen, abort);
      await commit(0, happened('mine'));
      await until(() => seen.length === 1);
      await commit(1, happened('theirs'));
      await until(() => seen.length === 2);
      abort.abort();
      await ended;
      expect(names(seen)).toEqual(['mine', 'theirs']);
    });

    it('ends when nothing more can come, with all that was committed until then', async () => {
      const seen: Event[] = [];
      const isOver = async (): Promise<boolean> => {
        await commit(0, happened('the last'));
        return true;
      };
      const { ended } = await follow(0, seen, new AbortController(), isOver);
      await ended;
      expect(names(seen)).toEqual(['the last']);
    });
  });
});

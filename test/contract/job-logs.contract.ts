import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buffer } from 'node:stream/consumers';
import { JobLogs } from '../../src/modules/stations/domain/job-logs.js';
import { newId } from '../../src/shared/domain/ids.js';

export interface LogStore {
  /** Another process's view of the same logs, each time. */
  logs(limitBytes: number): JobLogs;
  close(): Promise<void>;
}

/** What every store of logs does. */
export function jobLogsContract(name: string, open: () => Promise<LogStore>): void {
  describe(`the logs of jobs ${name}`, () => {
    let store: LogStore;
    let logs: JobLogs;
    let address: { executionId: string; actionExecutionId: string };

    beforeEach(async () => {
      store = await open();
      logs = store.logs(2000);
      address = { executionId: newId(), actionExecutionId: newId() };
    });
    afterEach(() => store.close());

    const bytes = (start = 0, end = 1_000_000) => buffer(logs.read(address, start, end));
    const content = async (start = 0, end = 1_000_000) => (await bytes(start, end)).toString();

    it('add to what earlier attempts wrote', async () => {
      for (const attempt of [1, 2]) {
        const log = await logs.open(address, []);
        log.note(`attempt ${attempt}`);
        void log.write(Buffer.from('no newline'));
        log.note('end');
        expect(await log.close()).toBe(await logs.size(address));
      }
      expect(await content()).toBe(
        '[solum] attempt 1\nno newline\n[solum] end\n[solum] attempt 2\nno newline\n[solum] end\n',
      );
    });

    it('begin a line of its own after a line that a killed service left half written', async () => {
      const killed = await logs.open(address, []);
      void killed.write(Buffer.from('half a li'));
      await killed.close();
      const log = await logs.open(address, []);
      log.note('attempt 2');
      await log.close();
      expect(await content()).toBe('half a li\n[solum] attempt 2\n');
    });

    it('mask secrets across chunks and in notes, also where a note comes between', async () => {
      const log = await logs.open(address, ['hunter22']);
      void log.write(Buffer.from('a hun'));
      void log.write(Buffer.from('ter22 b\nhun'));
      log.note('$ echo hunter22');
      await log.close();
      expect(await content()).toBe('a ******** b\nhun\n[solum] $ echo ********\n');
    });

    it('cut long output but not its end nor the notes', async () => {
      const log = await logs.open(address, []);
      for (let line = 0; line < 1000; line += 1) void log.write(Buffer.from(`line ${line}\n`));
      log.note('error: timed out after 5 s');
      expect(await log.close()).toBeLessThan(2600);
      const kept = await content();
      expect(kept).toContain('line 0\n');
      expect(kept).toContain('of what follows only the end is kept');
      expect(kept).toContain('bytes were left out here');
      expect(kept).toContain('line 999\n');
      expect(kept).toContain('error: timed out after 5 s\n');
      expect(kept.indexOf('timed out')).toBeGreaterThan(kept.indexOf('line 999'));
    });

    it('are read by ranges of bytes, wherever the pieces begin that were written', async () => {
      const large = store.logs(10_000_000);
      const whole = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251));
      const log = await large.open(address, []);
      for (let start = 0; start < whole.length; start += 7919)
        await log.write(whole.subarray(start, start + 7919));
      expect(await log.close()).toBe(whole.length);
      const offset = fc.integer({ min: 0, max: whole.length });
      await fc.assert(
        fc.asyncProperty(offset, offset, async (start, end) => {
          expect((await bytes(start, end)).equals(whole.subarray(start, end))).toBe(true);
        }),
        { numRuns: 25 },
      );
      expect(await logs.size({ ...address, actionExecutionId: newId() })).toBe(0);
    });

    it('can be read while they are written, and say when they have grown', async () => {
      let tell: () => void = () => undefined;
      const stop = logs.onGrowth(address.executionId, () => tell());
      const grown = new Promise<void>((resolve) => (tell = resolve));
      const log = await logs.open(address, []);
      log.note('begun');
      await grown;
      expect(await content()).toBe('[solum] begun\n');
      expect(await store.logs(2000).size(address)).toBe('[solum] begun\n'.length);
      stop();
      await log.close();
    });

    it('hold up a writer that is faster than they are, and lose nothing of it', async () => {
      const large = store.logs(50_000_000);
      const log = await large.open(address, []);
      const chunk = Buffer.alloc(100_000, 'x');
      let waits = 0;
      for (let count = 0; count < 30; count += 1) {
        const room = log.write(chunk);
        if (room) waits += 1;
        await room;
      }
      expect(await log.close()).toBe(30 * chunk.length);
      expect(waits).toBeGreaterThan(0);
    });

    it('keep what two workers write, of which one does not know that it lost the job', async () => {
      const [lost, heir] = [await logs.open(address, []), await store.logs(2000).open(address, [])];
      for (let line = 0; line < 20; line += 1) {
        lost.note(`lost ${line}`);
        heir.note(`heir ${line}`);
      }
      await Promise.all([lost.close(), heir.close()]);
      const lines = (await content()).split('\n');
      for (const who of ['lost', 'heir']) expect(lines.filter((line) => line.includes(who))).toHaveLength(20);
    });

    it('take no further writes once closed', async () => {
      const log = await logs.open(address, []);
      await log.close();
      void log.write(Buffer.from('y'));
      log.note('z');
      expect(await log.close()).toBe(0);
    });

    it('are gone when they were removed, and only those', async () => {
      const other = { executionId: newId(), actionExecutionId: newId() };
      for (const one of [address, other]) {
        const log = await logs.open(one, []);
        log.note('hello');
        await log.close();
      }
      await logs.remove(address.executionId);
      await logs.remove(newId());
      expect(await logs.size(address)).toBe(0);
      expect(await logs.size(other)).toBeGreaterThan(0);
    });
  });
}

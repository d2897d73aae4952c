import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { FileJobLogs } from './file-job-logs.js';

const address = { executionId: 'e1', actionExecutionId: 'a1' };

describe('the logs of jobs in files', () => {
  let dataDir: string;
  let logs: FileJobLogs;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'solum-logs-'));
    logs = new FileJobLogs(dataDir, 2000);
  });

  afterEach(() => rm(dataDir, { recursive: true }));

  const content = async (start = 0, end = 1_000_000): Promise<string> => text(logs.read(address, start, end));

  it('lies where its execution and action execution say', async () => {
    const log = await logs.open(address, []);
    log.note('hello');
    await log.close();
    expect(await readdir(join(dataDir, 'logs'), { recursive: true })).toContain('e1/a1.log');
  });

  it('adds to what earlier attempts wrote', async () => {
    for (const attempt of [1, 2]) {
      const log = await logs.open(address, []);
      log.note(`attempt ${attempt}`);
      log.write(Buffer.from('no newline'));
      log.note('end');
      expect(await log.close()).toBe(await logs.size(address));
    }
    expect(await content()).toBe(
      '[solum] attempt 1\nno newline\n[solum] end\n[solum] attempt 2\nno newline\n[solum] end\n',
    );
  });

  it('begins a line of its own after a line that a killed service left half written', async () => {
    const killed = await logs.open(address, []);
    killed.write(Buffer.from('half a li'));
    await killed.close();
    const log = await logs.open(address, []);
    log.note('attempt 2');
    await log.close();
    expect(await content()).toBe('half a li\n[solum] attempt 2\n');
  });

  it('masks secrets across chunks and in notes, also where a note comes between', async () => {
    const log = await logs.open(address, ['hunter22']);
    log.write(Buffer.from('a hun'));
    log.write(Buffer.from('ter22 b\nhun'));
    log.note('$ echo hunter22');
    await log.close();
    expect(await content()).toBe('a ******** b\nhun\n[solum] $ echo ********\n');
  });

  it('cuts long output but not its end nor the notes', async () => {
    const log = await logs.open(address, []);
    for (let line = 0; line < 1000; line += 1) log.write(Buffer.from(`line ${line}\n`));
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

  it('reads ranges', async () => {
    const log = await logs.open(address, []);
    log.write(Buffer.from('0123456789'));
    await log.close();
    expect(await content(2, 5)).toBe('234');
    expect(await content(5, 5)).toBe('');
    expect(await logs.size({ ...address, actionExecutionId: 'other' })).toBe(0);
  });

  it.each(['..', '../x', 'a/b', '', '.hidden'])('refuses the id %j', async (actionExecutionId) => {
    await expect(logs.open({ ...address, actionExecutionId }, [])).rejects.toThrow('is no id');
  });

  it('takes no further writes once closed, and survives a directory that is gone', async () => {
    const log = await logs.open(address, []);
    await rm(join(dataDir, 'logs'), { recursive: true, force: true });
    log.write(Buffer.from('x'));
    await log.close();
    log.write(Buffer.from('y'));
    log.note('z');
    expect(await log.close()).toBe(0);
  });
});

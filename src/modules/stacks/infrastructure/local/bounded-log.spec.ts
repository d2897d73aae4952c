import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoundedLog, endOf } from './bounded-log.js';

describe('a bounded log', () => {
  let directory: string;
  let path: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'solum-log-'));
    path = join(directory, 'deep', 'log');
  });

  afterEach(() => rm(directory, { recursive: true }));

  it('keeps the newest output in at most two files of its size', async () => {
    const log = new BoundedLog(path, 100);
    for (let line = 0; line < 50; line += 1) log.write(Buffer.from(`line ${line}\n`));
    log.write(Buffer.alloc(1_000, 'x'));
    log.write(Buffer.from('last'));
    log.close();
    expect(await readFile(path, 'utf8')).toBe('last');
    expect((await stat(`${path}.1`)).size).toBe(100);
  });

  it('goes on where the last one ended', async () => {
    for (const word of ['one ', 'two']) {
      const log = new BoundedLog(path, 100);
      log.write(Buffer.from(word));
      log.close();
    }
    expect(await readFile(path, 'utf8')).toBe('one two');
  });

  it('takes nothing after its end', async () => {
    const log = new BoundedLog(path, 100);
    log.close();
    log.write(Buffer.from('late'));
    expect(await readFile(path, 'utf8')).toBe('');
  });

  it('gives its end, or nothing where there is none', () => {
    expect(endOf(path, 10).toString()).toBe('');
    const log = new BoundedLog(path, 100);
    log.write(Buffer.from('the whole story'));
    expect(endOf(path, 5).toString()).toBe('story');
    expect(endOf(path, 500).toString()).toBe('the whole story');
    log.close();
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  it('lie where their execution and action execution say', async () => {
    const log = await logs.open(address, []);
    log.note('hello');
    await log.close();
    expect(await readdir(join(dataDir, 'logs'), { recursive: true })).toContain('e1/a1.log');
  });

  it.each(['..', '../x', 'a/b', '', '.hidden'])('refuse the id %j', async (actionExecutionId) => {
    await expect(logs.open({ ...address, actionExecutionId }, [])).rejects.toThrow('is no id');
    await expect(logs.remove(actionExecutionId)).rejects.toThrow('is no id');
  });

  it('survive a directory that is gone', async () => {
    const log = await logs.open(address, []);
    await rm(join(dataDir, 'logs'), { recursive: true, force: true });
    await log.write(Buffer.from('x'));
    expect(await log.close()).toBe(0);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GATED, GatedLog } from '../support/gated-log.js';
import { startService, type TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

describe('a task whose work has not begun', () => {
  let directory: string;
  let gated: GatedLog;
  let service: TestService;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'solum-queued-'));
    gated = await GatedLog.make(directory);
    service = await startService({ environment: { ...GATED, SOLUM_WORKER_CONCURRENCY: '1' } });
  });

  afterAll(async () => {
    await gated.open();
    await service.close();
    await rm(directory, { recursive: true, force: true });
  });

  const only = async (executionId: string) => (await service.api.tasks(executionId))[0];

  it('is not shown as running: it waits for a free worker, and says so', async () => {
    const first = await gated.run(service.api, gated.wait);
    const atWork = { state: 'RUNNING', verdict: 'running', waiting_for: null };
    await until(async () => (await service.api.get(first.path).expect(200)).text.includes('$ while'));
    expect(await only(first.executionId)).toMatchObject(atWork);
    const second = await gated.run(service.api, 'true');
    const queued = {
      state: 'RUNNING',
      verdict: 'waiting',
      waiting_for: expect.stringMatching(/^a free worker, since \d{4}-/),
    };
    await until(async () => {
      expect(await only(second.executionId)).toMatchObject(queued);
      return true;
    });
    const { body: one } = await service.api
      .get(`/v1/executions/${second.executionId}/tasks/unit_test`)
      .expect(200);
    expect(one).toMatchObject(queued);
    await gated.open();
    for (const { executionId } of [first, second]) {
      await service.api.ended(executionId);
      expect(await only(executionId)).toMatchObject({ verdict: 'pass', waiting_for: null });
    }
  });
});

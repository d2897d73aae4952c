import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Pipeline } from '../support/api-client.js';
import { SampleRepository } from '../support/sample-repository.js';
import { startService, TestService } from '../support/test-service.js';

describe('a build whose test failed', () => {
  let repository: SampleRepository;
  let outside: Server;
  let isUp = false;
  let service: TestService;
  let pipeline: Pipeline;

  beforeAll(async () => {
    repository = await SampleRepository.make();
    outside = createServer((_, response) => response.writeHead(isUp ? 200 : 500).end());
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    const { port } = outside.address() as AddressInfo;
    service = await startService({ environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });
    const ask = `node -e "fetch('http://127.0.0.1:${port}').then((a) => process.exit(a.ok ? 0 : 1))"`;
    const artifact = {
      name: 'web',
      content: { href: repository.href },
      unittest_cmd: `cat greeting.txt; ${ask}`,
    };
    const { uri } = await service.api.createPlan({ artifacts: [artifact] });
    pipeline = await service.api.createPipeline({ plan_uri: uri, workbook_name: 'unit_test' });
  });

  afterAll(async () => {
    await service.close();
    outside.close();
    await repository.remove();
  });

  const log = async (id: string): Promise<string> =>
    (await service.api.get(`/v1/executions/${id}/tasks/unit_test/log`).expect(200)).text;

  it('is tested again by its station, at the commit of the first time, from where it failed and as a whole', async () => {
    const id = pipeline.last_execution;
    const failed = await service.api.ended(id, 60_000);
    expect(failed).toMatchObject({ state: 'ERROR', commit: null });
    expect(failed.end_reason).toMatch(
      /^The task unit_test failed: the unit tests failed with exit code \d+$/,
    );
    const commit = failed.resolved_commit as string;
    expect(commit).toMatch(/^[0-9a-f]{40}$/);
    expect(await repository.greet('the branch has moved on')).not.toBe(commit);
    isUp = true;
    await service.api.post(`/v1/executions/${id}/rerun`, { from: 'failed' }).expect(202);
    const mended = await service.api.ended(id, 60_000);
    expect(mended).toMatchObject({ state: 'SUCCESS', attempt: 2, resolved_commit: commit });
    expect(await service.api.tasks(id)).toMatchObject([{ verdict: 'pass', result: { commit } }]);
    const { body } = await service.api.post(`/v1/executions/${id}/rerun`, { from: 'start' }).expect(202);
    const again = await service.api.ended(body.uuid as string, 60_000);
    expect(again).toMatchObject({ state: 'SUCCESS', attempt: 3, rerun_of: id, commit });
    expect(await service.api.tasks(again.uuid)).toMatchObject([{ verdict: 'pass', result: { commit } }]);
    expect(await log(again.uuid)).not.toContain('the branch has moved on');
  }, 120_000);
});

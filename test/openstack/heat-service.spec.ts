import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import { ArtifactLinks } from '../../src/modules/stacks/domain/artifact-links.js';
import { StackProvider } from '../../src/modules/stacks/index.js';
import { ApiClient } from '../support/api-client.js';
import { SampleRepository } from '../support/sample-repository.js';
import { startService, TestService } from '../support/test-service.js';
import { TEMPLATES } from './heat-stacks.harness.js';
import { TestCloud } from './test-cloud.js';

const END_MS = 120_000;

describe('the service on the real Heat', () => {
  const cloud = TestCloud.open();
  const scope = cloud.scopeOf('demo');
  let repository: SampleRepository;
  let service: TestService;
  let api: ApiClient;

  beforeAll(async () => {
    repository = await SampleRepository.make();
    service = await startService({
      environment: {
        ...cloud.serviceSettings,
        SOLUM_WORKFLOW_ENGINE: 'embedded',
        SOLUM_STACK_PROVIDER: 'heat',
        SOLUM_TEMPLATE_DIR: resolve(TEMPLATES),
        SOLUM_SOURCE_PROTOCOLS: 'file',
      },
    });
    api = service.api.with({ 'X-Auth-Token': await scope.token() });
  });

  afterAll(async () => {
    await service.close();
    await repository.remove();
  });

  it('is ready, with Heat for its stacks', async () => {
    expect(service.app.get(StackProvider).name).toBe('heat');
    await service.api.get('/health/ready').expect(200);
  });

  it(
    'deploys what it built to a stack of the user’s, tells the log how, and leaves nothing when the pipeline is deleted',
    async () => {
      const artifact = { name: 'app', content: { href: repository.href }, run_cmd: '8' };
      const plan = await api.createPlan({ name: 'heat', artifacts: [artifact] });
      const changes = { name: '42nd', plan_uri: plan.uri, workbook_name: 'build_deploy' };
      const pipeline = await api.createPipeline(changes);
      const execution = await api.ended(pipeline.last_execution, END_MS);
      expect(execution).toMatchObject({ state: 'SUCCESS' });
      const stack = await service.app.get(StackProvider).get(scope, pipeline.stack_id);
      expect(stack).toMatchObject({ status: 'CHECK_COMPLETE', name: expect.stringMatching(/^stack-42nd-/) });
      const { artifact: built } = execution.outputs as { artifact: string };
      expect(await cloud.resource(scope, stack, 'app')).toEqual({ output: built });
      const [, deploy] = await api.tasks(execution.uuid);
      const log = await api.get(`/v1/executions/${execution.uuid}/tasks/${deploy?.uuid}/log`).expect(200);
      expect(log.text).toMatch(/ app CREATE_COMPLETE\n/);
      expect(log.text).toContain(`${stack.name} UPDATE_COMPLETE`);
      const download = await fetch(service.app.get(ArtifactLinks).of(built));
      expect(Number(download.headers.get('content-length'))).toBe((await download.arrayBuffer()).byteLength);
      await api.delete(`/v1/pipelines/${pipeline.uuid}`).expect(204);
      await expect(service.app.get(StackProvider).get(scope, pipeline.stack_id)).rejects.toMatchObject({
        code: 'stack.not_found',
      });
    },
    END_MS,
  );

  it('gives an artifact to nobody without its link', async () => {
    const link = service.app.get(ArtifactLinks).of(`sha256:${'0'.repeat(64)}`);
    await service.api.get(new URL(link).pathname).expect(404);
    await service.api.get(`/v1/artifacts/${'0'.repeat(64)}/guess`).expect(404);
  });
});

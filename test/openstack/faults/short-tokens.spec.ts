import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import { ExecutionContexts } from '../../../src/modules/executions/index.js';
import { OpenStackClient } from '../../../src/shared/openstack/openstack-client.js';
import { ApiClient } from '../../support/api-client.js';
import { SampleRepository } from '../../support/sample-repository.js';
import { startService, TestService } from '../../support/test-service.js';
import { TestCloud } from '../test-cloud.js';
import { ownCloud } from './own-cloud.js';
import { RecordingClient } from './recording-client.js';

const TOKEN_SECONDS = 60;
const UP_MS = 240_000;
const END_MS = 400_000;

describe('a cloud whose tokens live one minute', () => {
  const control = ownCloud();
  const client = new RecordingClient();
  let cloud: TestCloud;
  let repository: SampleRepository;
  let service: TestService;

  beforeAll(async () => {
    await control.up({ tokenSeconds: TOKEN_SECONDS });
    cloud = TestCloud.open();
    repository = await SampleRepository.make();
    service = await startService({
      environment: {
        ...cloud.serviceSettings,
        SOLUM_WORKFLOW_ENGINE: 'mistral',
        SOLUM_STACK_PROVIDER: 'heat',
        SOLUM_TEMPLATE_DIR: resolve('test/openstack/faults/slow-templates'),
        SOLUM_SOURCE_PROTOCOLS: 'file',
      },
      override: (builder) => builder.overrideProvider(OpenStackClient).useValue(client),
    });
  }, UP_MS);

  afterAll(async () => {
    await service.close();
    await repository.remove();
    await control.up();
  }, UP_MS);

  /** As demo, with a token of now. */
  async function asDemo(): Promise<ApiClient> {
    return service.api.with({ 'X-Auth-Token': await cloud.scopeOf('demo').token() });
  }

  function ended(executionId: string): Promise<void> {
    return new Promise((settle) => {
      const stop = service.app.get(ExecutionContexts, { strict: false }).onEnded((id) => {
        if (id !== executionId) return;
        stop();
        settle();
      });
    });
  }

  it(
    'sees a run through that outlives its user’s token, and the token that each of its steps began with',
    async () => {
      const creator = await asDemo();
      const artifact = {
        name: 'app',
        content: { href: repository.href },
        unittest_cmd: `sleep ${TOKEN_SECONDS + 5}`,
        build_cmd: `sleep ${TOKEN_SECONDS / 2}`,
        run_cmd: 'the template’s own affair',
        functionaltest_cmd: 'test -s greeting.txt',
      };
      const plan = await creator.createPlan({ name: 'slow', artifacts: [artifact] });
      const pipeline = await creator.createPipeline({
        name: 'slow',
        plan_uri: plan.uri,
        workbook_name: 'test_build_deploy',
      });
      const before = { ...client.made };
      await ended(pipeline.last_execution);

      await creator.get(`/v1/executions/${pipeline.last_execution}`).expect(401);
      const later = await asDemo();
      expect(await later.execution(pipeline.last_execution)).toMatchObject({
        state: 'SUCCESS',
        state_info: null,
      });
      expect(
        (await later.tasks(pipeline.last_execution)).map(({ name, verdict }) => [name, verdict]),
      ).toEqual(
        ['unit_test', 'image_build', 'deploy', 'check', 'functional_test'].map((name) => [name, 'pass']),
      );
      expect(client.made.service).toBeGreaterThan(before.service);
      expect(client.made.trust - before.trust).toBeGreaterThanOrEqual(2);
      expect(client.refused).toEqual([]);
      await later.delete(`/v1/pipelines/${pipeline.uuid}`).expect(204);
    },
    END_MS,
  );
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { ArtifactLinks } from '../../src/modules/stacks/domain/artifact-links.js';
import { StackProvider, StackScope } from '../../src/modules/stacks/domain/stack-provider.js';
import { WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import { MistralWorkflowEngine } from '../../src/modules/workflow-engine/infrastructure/mistral/mistral-workflow-engine.js';
import { newId } from '../../src/shared/domain/ids.js';
import { ApiClient, Execution, Pipeline } from '../support/api-client.js';
import type { TestIdentity } from '../support/identity/test-identity.js';
import { SampleRepository } from '../support/sample-repository.js';
import { startService, TestService } from '../support/test-service.js';
import { realIdentity } from './keystone-cloud.js';
import { StandInApplications } from './stand-in-applications.js';
import { TestCloud } from './test-cloud.js';

const END_MS = 120_000;
const TASKS = ['unit_test', 'image_build', 'deploy', 'check', 'functional_test'];

interface Delivered {
  readonly execution_id: string;
  readonly [field: string]: unknown;
}

describe('a pipeline in the cloud', () => {
  const cloud = TestCloud.open();
  let identity: TestIdentity;
  let scope: StackScope;
  let repository: SampleRepository;
  let applications: StandInApplications;
  let templates: string;
  let service: TestService;
  let api: ApiClient;

  beforeAll(async () => {
    identity = await realIdentity();
    const token = await identity.signIn('member');
    scope = { projectId: identity.people.member.projectId, token: () => Promise.resolve(token) };
    repository = await SampleRepository.make();
    applications = await StandInApplications.open(cloud, scope);
    templates = await applications.templates();
    service = await startService({
      environment: {
        SOLUM_AUTH_STRATEGY: 'keystone',
        OS_AUTH_URL: identity.authUrl,
        ...identity.credentials,
        SOLUM_WORKFLOW_ENGINE: 'mistral',
        SOLUM_STACK_PROVIDER: 'heat',
        SOLUM_TEMPLATE_DIR: templates,
        SOLUM_SOURCE_PROTOCOLS: 'file',
      },
    });
    api = service.api.with({ 'X-Auth-Token': token });
  }, END_MS);

  afterAll(async () => {
    await service.close();
    await applications.close();
    await rm(templates, { recursive: true });
    await repository.remove();
    await identity.close();
  }, END_MS);

  async function create(): Promise<Pipeline> {
    const artifact = {
      name: 'app',
      content: { href: repository.href },
      unittest_cmd: 'test -s greeting.txt',
      run_cmd: '8',
      functionaltest_cmd: 'curl --fail --silent "$APP_URL" | grep sha256:',
    };
    const name = `cloud-${newId().slice(0, 8)}`;
    const plan = await api.createPlan({ name, artifacts: [artifact] });
    return api.createPipeline({ name, plan_uri: plan.uri, workbook_name: 'test_build_deploy' });
  }

  const remove = ({ uuid }: Pipeline) => api.delete(`/v1/pipelines/${uuid}`).expect(204);

  /** What a git host does: it has no token. */
  const deliver = async ({ trigger_uri: uri }: Pipeline): Promise<Delivered> =>
    (await service.api.post(new URL(uri).pathname).expect(202)).body;

  /** The user takes back what they let the service do; what they let Heat do is another matter. */
  async function revoke(): Promise<void> {
    const trusts = await identity.trustsOf('member');
    const ours = trusts.filter(({ trusteeId }) => trusteeId === identity.serviceUserId);
    expect(ours).toHaveLength(1);
    for (const { id } of ours) await identity.deleteTrust('member', id);
  }

  /** That its every task passed, and that what it built is what Heat has in the stack. */
  async function expectDeployed({ stack_id: stackId }: Pipeline, execution: Execution): Promise<void> {
    expect(execution).toMatchObject({ state: 'SUCCESS', state_info: null });
    const tasks = await api.tasks(execution.uuid);
    expect(tasks.map(({ name, verdict, attempts }) => [name, verdict, attempts])).toEqual(
      TASKS.map((name) => [name, 'pass', 1]),
    );
    expect(tasks[2]?.result).toMatchObject({ stack: { id: stackId, status: 'UPDATE_COMPLETE' } });
    const stack = await service.app.get(StackProvider).get(scope, stackId);
    expect(stack.status).toBe('CHECK_COMPLETE');
    const { artifact } = execution.outputs;
    expect(await cloud.resource(scope, stackId, 'app')).toEqual({ output: artifact });
  }

  it('is served by Keystone, Mistral and Heat, all of them well', async () => {
    const { body } = await service.api.get('/health/ready').expect(200);
    expect(Object.keys(body.checks as object)).toContain('keystone');
    expect(service.app.get(WorkflowEngine)).toBeInstanceOf(MistralWorkflowEngine);
    expect(service.app.get(StackProvider).name).toBe('heat');
  });

  it(
    'goes from commit to a running stack: Mistral calls the stations, every task shows, and nothing is left of it',
    async () => {
      const pipeline = await create();
      const execution = await api.ended(pipeline.last_execution, END_MS);
      await expectDeployed(pipeline, execution);
      const [tested, , deployed] = await api.tasks(execution.uuid);
      const theirs = await fetch(String(tested?.engine_url), {
        headers: { 'X-Auth-Token': await scope.token() },
      });
      expect(await theirs.json()).toMatchObject({
        name: 'unit_test',
        workflow_execution_id: execution.uuid,
      });
      const log = await api.get(`/v1/executions/${execution.uuid}/tasks/${deployed?.uuid}/log`).expect(200);
      expect(log.text).toMatch(/ app CREATE_COMPLETE\n/);
      const { artifact } = execution.outputs as { artifact: string };
      const download = await fetch(service.app.get(ArtifactLinks).of(artifact));
      expect(Number(download.headers.get('content-length'))).toBe((await download.arrayBuffer()).byteLength);

      await remove(pipeline);
      expect(await cloud.stacksOf(scope)).toEqual([]);
      expect(await identity.trustsOf('member')).toEqual([]);
    },
    END_MS,
  );

  it(
    'is run by its trigger through the trust; says so when that is revoked, and is mended by renewal',
    async () => {
      const pipeline = await create();
      await api.ended(pipeline.last_execution, END_MS);
      const before = await deliver(pipeline);
      expect(before).toMatchObject({ verdict: 'started', reason: null });
      await expectDeployed(pipeline, await api.ended(before.execution_id, END_MS));

      await revoke();
      const unsuspecting = await deliver(pipeline);
      expect(await api.ended(unsuspecting.execution_id, END_MS)).toMatchObject({
        state: 'ERROR',
        state_info: expect.stringMatching(/revoked.*POST .*delegation\/renew/s),
      });
      const path = `/v1/pipelines/${pipeline.uuid}`;
      expect((await api.get(path).expect(200)).body).toMatchObject({ delegation_status: 'broken' });
      expect((await api.get(`${path}/delegation`).expect(200)).body).toMatchObject({
        status: 'broken',
        reason: expect.stringContaining('revoked'),
      });
      const warned = await deliver(pipeline);
      expect(warned).toMatchObject({
        verdict: 'started',
        reason: expect.stringContaining(`${path}/delegation/renew`),
      });
      expect(await api.ended(warned.execution_id, END_MS)).toMatchObject({ state: 'ERROR' });

      await api.post(`${path}/delegation/renew`).expect(200);
      const mended = await deliver(pipeline);
      expect(mended).toMatchObject({ verdict: 'started', reason: null });
      await expectDeployed(pipeline, await api.ended(mended.execution_id, END_MS));

      await remove(pipeline);
      expect(await cloud.stacksOf(scope)).toEqual([]);
      expect(await identity.trustsOf('member')).toEqual([]);
    },
    END_MS,
  );
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { ArtifactLinks } from '../../src/modules/stacks/domain/artifact-links.js';
import { StackProvider, StackScope } from '../../src/modules/stacks/domain/stack-provider.js';
import { WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import { MistralWorkflowEngine } from '../../src/modules/workflow-engine/infrastructure/mistral/mistral-workflow-engine.js';
import { ApiClient, Execution, Pipeline } from '../support/api-client.js';
import type { TestIdentity } from '../support/identity/test-identity.js';
import { SampleRepository } from '../support/sample-repository.js';
import { startService, TestService } from '../support/test-service.js';
import { realIdentity } from './keystone-cloud.js';
import { StandInApplications } from './stand-in-applications.js';
import { TestCloud } from './test-cloud.js';

const END_MS = 180_000;
const TASKS = ['unit_test', 'image_build', 'deploy', 'check', 'functional_test'];

interface Delivered {
  readonly execution_id: string;
  readonly [field: string]: unknown;
}

/** One pipeline's life, from its creation to its deletion. */
describe('a pipeline in the cloud', () => {
  const cloud = TestCloud.open();
  let identity: TestIdentity;
  let scope: StackScope;
  let repository: SampleRepository;
  let applications: StandInApplications;
  let templates: string;
  let service: TestService;
  let api: ApiClient;
  let pipeline: Pipeline;
  let path: string;

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
    pipeline = await create();
    path = `/v1/pipelines/${pipeline.uuid}`;
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
    const plan = await api.createPlan({ name: 'cloud', artifacts: [artifact] });
    return api.createPipeline({
      name: '42nd',
      plan_uri: plan.uri,
      workbook_name: 'test_build_deploy',
      trigger: { unsigned: 'allowed' },
    });
  }

  /** What a git host does: it has no token. */
  const deliver = async (): Promise<Delivered> =>
    (await service.api.post(new URL(pipeline.trigger_uri).pathname).expect(202)).body;

  /** The user takes back what they let the service do; what they let Heat do is another matter. */
  async function revoke(): Promise<void> {
    const trusts = await identity.trustsOf('member');
    const ours = trusts.filter(({ trusteeId }) => trusteeId === identity.serviceUserId);
    expect(ours).toHaveLength(1);
    for (const { id } of ours) await identity.deleteTrust('member', id);
  }

  /** That its every task passed, and that what it built is what Heat has in the stack. */
  async function expectDeployed(executionId: string): Promise<Execution> {
    const execution = await api.ended(executionId, END_MS);
    expect(execution).toMatchObject({ state: 'SUCCESS', state_info: null });
    const tasks = await api.tasks(executionId);
    expect(tasks.map(({ name, verdict, attempts }) => [name, verdict, attempts])).toEqual(
      TASKS.map((name) => [name, 'pass', 1]),
    );
    const { stack_id: stackId } = pipeline;
    expect(tasks[2]?.result).toMatchObject({ stack: { id: stackId, status: 'UPDATE_COMPLETE' } });
    const stack = await service.app.get(StackProvider).get(scope, stackId);
    expect(stack).toMatchObject({
      status: 'CHECK_COMPLETE',
      name: expect.stringMatching(/^stack-42nd-/),
    });
    const { artifact } = execution.outputs;
    expect(await cloud.resource(scope, stackId, 'app')).toEqual({ output: artifact });
    return execution;
  }

  it('is served by Keystone, Mistral and Heat, all of them well', async () => {
    const { body } = await service.api.get('/health/ready').expect(200);
    expect(Object.keys(body.checks as object)).toContain('keystone');
    expect(service.app.get(WorkflowEngine)).toBeInstanceOf(MistralWorkflowEngine);
    expect(service.app.get(StackProvider).name).toBe('heat');
  });

  it(
    'goes from commit to a running stack: Mistral calls the stations, and every task shows',
    async () => {
      const execution = await expectDeployed(pipeline.last_execution);
      const [tested, , deployed] = await api.tasks(execution.uuid);
      const headers = { 'X-Auth-Token': await scope.token() };
      const theirs = await fetch(String(tested?.engine_url), { headers });
      expect(await theirs.json()).toMatchObject({
        name: 'unit_test',
        workflow_execution_id: execution.uuid,
      });
      const log = await api.get(`/v1/executions/${execution.uuid}/tasks/${deployed?.uuid}/log`).expect(200);
      expect(log.text).toMatch(/ app CREATE_COMPLETE\n/);
      const { artifact } = execution.outputs as { artifact: string };
      const download = await fetch(service.app.get(ArtifactLinks).of(artifact));
      expect(Number(download.headers.get('content-length'))).toBe((await download.arrayBuffer()).byteLength);
    },
    END_MS,
  );

  it(
    'is run by its trigger, without a token, through the trust',
    async () => {
      const delivered = await deliver();
      expect(delivered).toMatchObject({ verdict: 'started', reason: null });
      await expectDeployed(delivered.execution_id);
    },
    END_MS,
  );

  it(
    'says on the next run that the trust was revoked, then on the trigger’s answer, and is mended by renewal',
    async () => {
      await revoke();
      const unsuspecting = await deliver();
      expect(await api.ended(unsuspecting.execution_id, END_MS)).toMatchObject({
        state: 'ERROR',
        state_info: expect.stringMatching(/revoked.*POST .*delegation\/renew/s),
      });
      expect((await api.get(path).expect(200)).body).toMatchObject({ delegation_status: 'broken' });
      expect((await api.get(`${path}/delegation`).expect(200)).body).toMatchObject({
        status: 'broken',
        reason: expect.stringContaining('revoked'),
      });
      const warned = await deliver();
      expect(warned).toMatchObject({
        verdict: 'started',
        reason: expect.stringContaining(`${path}/delegation/renew`),
      });
      expect(await api.ended(warned.execution_id, END_MS)).toMatchObject({ state: 'ERROR' });

      await api.post(`${path}/delegation/renew`).expect(200);
      const mended = await deliver();
      expect(mended).toMatchObject({ verdict: 'started', reason: null });
      await expectDeployed(mended.execution_id);
    },
    END_MS,
  );

  it(
    'leaves no stack and no trust when it is deleted',
    async () => {
      expect(await cloud.stacksOf(scope)).toEqual([pipeline.stack_id]);
      await api.delete(path).expect(204);
      expect(await cloud.stacksOf(scope)).toEqual([]);
      expect(await identity.trustsOf('member')).toEqual([]);
    },
    END_MS,
  );
});

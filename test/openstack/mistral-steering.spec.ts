import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../src/shared/domain/ids.js';
import { ApiClient, Execution, Task } from '../support/api-client.js';
import { startService, TestService } from '../support/test-service.js';
import { until } from '../support/until.js';
import { TestCloud } from './test-cloud.js';

const END_MS = 120_000;

/** Does something, asks a member, and does something else. */
const asking = (name: string): string => `---
version: '2.0'
name: ${name}
actions:
  ask:
    input: [solum]
    base: std.mistral_http
    base-input:
      url: <% $.solum.stations_url %>/approval/jobs
      method: POST
      headers:
        Content-Type: application/json
        X-Station-Credential: <% $.solum.credential %>
      body:
        roles: [member]
        message: Deploy it?
workflows:
  main:
    tasks:
      before:
        action: std.noop
        on-success: ask
      ask:
        action: ask
        input:
          solum: <% env().solum %>
        on-success: after
      after:
        action: std.noop
`;

describe('people steer runs on the real Mistral', () => {
  const cloud = TestCloud.open();
  const workbook = `asking_${newId()}`;
  let directory: string;
  let service: TestService;
  let api: ApiClient;
  let pipeline: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'solum-policy-'));
    const policy = join(directory, 'policy.yaml');
    await writeFile(policy, 'executions:approve: [member]\n');
    service = await startService({
      environment: {
        ...cloud.serviceSettings,
        SOLUM_WORKFLOW_ENGINE: 'mistral',
        SOLUM_STACK_PROVIDER: 'local',
        SOLUM_POLICY_FILE: policy,
      },
    });
    api = service.api.with({ 'X-Auth-Token': await cloud.scopeOf('demo').token() });
    await api.post('/v1/workbooks').type('text/plain').send(asking(workbook)).expect(201);
    const made = await api.createPipeline({ name: workbook.slice(0, 20), workbook_name: workbook });
    pipeline = made.uuid;
    await api.post(`/v1/executions/${made.last_execution}/cancel`, {}).expect(202);
  }, END_MS);

  afterAll(async () => {
    await api.delete(`/v1/pipelines/${pipeline}`);
    await api.delete(`/v1/workbooks/${workbook}`);
    await service.close();
    await rm(directory, { recursive: true });
  });

  const asked = (id: string): Promise<Task> =>
    until(async () => (await api.tasks(id)).find(({ verdict }) => verdict === 'waiting') ?? false, END_MS);

  async function run(): Promise<string> {
    const { body } = await api.post(`/v1/pipelines/${pipeline}/executions`, {}).expect(202);
    const { uuid } = body as Execution;
    await asked(uuid);
    return uuid;
  }

  const decide = (id: string, what: 'approve' | 'reject') =>
    api.post(`/v1/executions/${id}/tasks/ask/${what}`, { comment: 'so be it' }).expect(202);
  const verdicts = async (id: string) =>
    Object.fromEntries((await api.tasks(id)).map(({ name, verdict }) => [name, verdict]));

  it(
    'by a rejection that fails the task, and a re-run that asks again and repeats nothing else',
    async () => {
      const id = await run();
      await decide(id, 'reject');
      expect(await api.ended(id, END_MS)).toMatchObject({ state: 'ERROR' });
      const finished = (await api.tasks(id)).find(({ name }) => name === 'before');
      await api.post(`/v1/executions/${id}/rerun`, { from: 'failed' }).expect(202);
      await asked(id);
      await decide(id, 'approve');
      expect(await api.ended(id, END_MS)).toMatchObject({ state: 'SUCCESS' });
      expect(await verdicts(id)).toEqual({ before: 'pass', ask: 'pass', after: 'pass' });
      const tasks = await api.tasks(id);
      expect(tasks.find(({ name }) => name === 'before')).toEqual(finished);
      expect(tasks.find(({ name }) => name === 'ask')).toMatchObject({
        result: { decision: 'approved', approved_by: { name: 'demo' }, comment: 'so be it' },
      });
    },
    END_MS,
  );

  it(
    'by a pause, in which an approval is taken, but nothing begins until it is resumed',
    async () => {
      const id = await run();
      await api.post(`/v1/executions/${id}/pause`, { reason: 'lunch' }).expect(202);
      await decide(id, 'approve');
      await until(async () => (await verdicts(id)).ask === 'pass', END_MS);
      const { body } = await api.get(`/v1/executions/${id}`).expect(200);
      expect(body).toMatchObject({ state: 'PAUSED' });
      expect(await verdicts(id)).not.toHaveProperty('after', 'pass');
      await api.post(`/v1/executions/${id}/resume`, {}).expect(202);
      expect(await api.ended(id, END_MS)).toMatchObject({ state: 'SUCCESS' });
      const actions = (await api.get(`/v1/executions/${id}/actions`).expect(200)).body as { kind: string }[];
      expect(actions.map(({ kind }) => kind)).toEqual(['resume', 'approve', 'pause']);
    },
    END_MS,
  );

  it(
    'by a whole re-run of the definition that ran, though the workbook is another one since',
    async () => {
      const id = await run();
      await decide(id, 'approve');
      await api.ended(id, END_MS);
      const changed = asking(workbook).replaceAll('after', 'afterwards');
      await api.put(`/v1/workbooks/${workbook}`, { definition: changed }).expect(200);
      const { body } = await api.post(`/v1/executions/${id}/rerun`, { from: 'start' }).expect(202);
      const again = body as Execution;
      expect(again).toMatchObject({ rerun_of: id, attempt: 2 });
      await asked(again.uuid);
      await decide(again.uuid, 'approve');
      expect(await api.ended(again.uuid, END_MS)).toMatchObject({ state: 'SUCCESS' });
      expect(Object.keys(await verdicts(again.uuid))).toEqual(['before', 'ask', 'after']);
    },
    END_MS,
  );
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '../../src/shared/domain/clock.js';
import { ApiClient, Execution, Task } from '../support/api-client.js';
import { fakeIdentity } from '../support/identity/fake-test-identity.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';
import { ShiftedClock } from '../support/shifted-clock.js';
import { ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { startService, TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

const ENVIRONMENT = { SOLUM_WORKFLOW_ENGINE: 'embedded' };
const WORKBOOK = `---
version: '2.0'
name: asking
actions:
  ask:
    input: [solum, roles, four_eyes, expires_in]
    base: std.mistral_http
    base-input:
      url: <% $.solum.stations_url %>/approval/jobs
      method: POST
      headers:
        Content-Type: application/json
        X-Station-Credential: <% $.solum.credential %>
      body:
        roles: <% $.roles %>
        four_eyes: <% $.four_eyes %>
        expires_in: <% $.expires_in %>
        message: Deploy it?
workflows:
  main:
    input:
      - roles: null
      - four_eyes: false
      - expires_in: null
    tasks:
      ask:
        action: ask
        input:
          solum: <% env().solum %>
          roles: <% $.roles %>
          four_eyes: <% $.four_eyes %>
          expires_in: <% $.expires_in %>
        on-success: after
      after:
        action: std.noop
`;

async function pipelineOf(api: ApiClient): Promise<string> {
  await api.post('/v1/workbooks').type('text/plain').send(WORKBOOK).expect(201);
  const pipeline = await api.createPipeline({ workbook_name: 'asking' });
  await api.post(`/v1/executions/${pipeline.last_execution}/cancel`, {}).expect(202);
  return pipeline.uuid;
}

async function asking(api: ApiClient, pipeline: string, inputs: object = {}): Promise<string> {
  const { body } = await api.post(`/v1/pipelines/${pipeline}/executions`, { inputs }).expect(202);
  const { uuid } = body as Execution;
  await waiting(api, uuid);
  return uuid;
}

const waiting = (api: ApiClient, id: string): Promise<Task> =>
  until(async () => {
    const task = (await api.tasks(id)).at(-1);
    return task?.verdict === 'waiting' && task;
  });

const decide = (api: ApiClient, id: string, what: 'approve' | 'reject', comment?: string) =>
  api.post(`/v1/executions/${id}/tasks/ask/${what}`, comment === undefined ? {} : { comment });

/** Why somebody may not approve, and not reject. */
async function refusals(api: ApiClient, id: string): Promise<(string | null)[]> {
  const { approval } = await waiting(api, id);
  const asked = approval as { approve_refusal: string | null; reject_refusal: string | null };
  return [asked.approve_refusal, asked.reject_refusal];
}

describe('an approval', () => {
  let database: ScratchDatabase;
  let service: TestService;
  let clock: ShiftedClock;
  let pipeline: string;

  const start = (): Promise<TestService> =>
    startService({
      database,
      environment: ENVIRONMENT,
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });

  beforeAll(async () => {
    database = await scratchDatabase();
    clock = new ShiftedClock();
    service = await start();
    pipeline = await pipelineOf(service.api);
  });

  afterAll(async () => {
    await service.close();
    await database.drop();
  });

  it('says who may decide and until when, survives a restart, and lets the run go on', async () => {
    const id = await asking(service.api, pipeline, { expires_in: 3600 });
    await service.close();
    service = await start();
    expect(await waiting(service.api, id)).toMatchObject({
      name: 'ask',
      state: 'RUNNING',
      approval: {
        state: 'waiting',
        roles: ['manager'],
        four_eyes: false,
        message: 'Deploy it?',
        expires_at: expect.any(String),
        decided_by: null,
        approve_refusal: null,
        reject_refusal: null,
      },
    });
    await decide(service.api, id, 'approve', 'looks good').expect(202);
    expect(await service.api.ended(id)).toMatchObject({ state: 'SUCCESS' });
    const developer = { id: 'developer', name: 'developer' };
    expect((await service.api.tasks(id))[0]).toMatchObject({
      verdict: 'pass',
      approval: { state: 'approved', decided_by: developer },
      result: {
        passed: true,
        decision: 'approved',
        approved_by: developer,
        roles: expect.any(Array),
        comment: 'looks good',
        summary: 'approved by developer: looks good',
      },
    });
    const { body: actions } = await service.api.get(`/v1/executions/${id}/actions`).expect(200);
    expect(actions).toMatchObject([
      {
        kind: 'approve',
        user: developer,
        reason: 'looks good',
        outcome: 'done',
        task_id: expect.any(String),
      },
    ]);
    const { body: events } = await service.api.get(`/v1/executions/${id}/events`).expect(200);
    const types = (events as { type: string }[]).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['approval.requested', 'approval.decided']));
  });

  it('that is rejected fails its task with the reason, and a re-run asks again', async () => {
    const id = await asking(service.api, pipeline);
    await decide(service.api, id, 'reject', 'not today').expect(202);
    expect(await service.api.ended(id)).toMatchObject({ state: 'ERROR' });
    expect((await service.api.tasks(id))[0]).toMatchObject({
      verdict: 'fail',
      result: { passed: false, decision: 'rejected', summary: 'rejected by developer: not today' },
    });
    await service.api.post(`/v1/executions/${id}/rerun`, { from: 'failed' }).expect(202);
    await waiting(service.api, id);
    await decide(service.api, id, 'approve').expect(202);
    expect(await service.api.ended(id)).toMatchObject({ state: 'SUCCESS' });
  });

  it('is decided once: the same decision again changes nothing, the other one is a conflict', async () => {
    const id = await asking(service.api, pipeline);
    const answers = await Promise.all([1, 2, 3].map(() => decide(service.api, id, 'approve')));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    const { body } = await decide(service.api, id, 'reject').expect(409);
    expect(body).toMatchObject({ code: 'approval.decided', detail: 'It is approved already by developer.' });
    const { body: actions } = await service.api.get(`/v1/executions/${id}/actions`).expect(200);
    expect(actions).toHaveLength(1);
    await decide(service.api, id, 'approve').expect(202);
  });

  it('expires when its time is over', async () => {
    const id = await asking(service.api, pipeline, { expires_in: 600 });
    clock.advance(601_000);
    expect(await service.api.ended(id)).toMatchObject({ state: 'ERROR' });
    expect((await service.api.tasks(id))[0]).toMatchObject({
      verdict: 'fail',
      approval: { state: 'expired' },
      result: { decision: 'expired', summary: expect.stringMatching(/^expired: nobody approved it by /) },
    });
    await decide(service.api, id, 'approve').expect(409);
  });

  it('is waited for no more when its run is cancelled', async () => {
    const id = await asking(service.api, pipeline);
    await service.api.post(`/v1/executions/${id}/cancel`, {}).expect(202);
    expect((await service.api.tasks(id))[0]).toMatchObject({
      verdict: 'cancelled',
      approval: { state: 'cancelled' },
    });
    await decide(service.api, id, 'approve').expect(409);
  });

  it('is none where the task asks nobody', async () => {
    const id = await asking(service.api, pipeline);
    await decide(service.api, id, 'approve').expect(202);
    await service.api.ended(id);
    const { body } = await service.api.post(`/v1/executions/${id}/tasks/after/approve`, {}).expect(404);
    expect(body.code).toBe('approval.not_found');
    await service.api.post(`/v1/executions/${id}/tasks/nothing/approve`, {}).expect(404);
  });
});

describe('an approval among people', () => {
  let identity: Awaited<ReturnType<typeof fakeIdentity>>;
  let service: KeystoneService;
  let people: Record<'member' | 'manager' | 'stranger' | 'admin', ApiClient>;
  let pipeline: string;

  beforeAll(async () => {
    identity = await fakeIdentity();
    service = await startKeystoneService(identity, ENVIRONMENT);
    const as = async (person: keyof typeof people): Promise<ApiClient> =>
      service.api.with({ 'X-Auth-Token': await identity.signIn(person) });
    people = {
      member: await as('member'),
      manager: await as('manager'),
      stranger: await as('stranger'),
      admin: await as('admin'),
    };
    pipeline = await pipelineOf(people.member);
  });

  afterAll(async () => {
    await service.close();
    await identity.close();
  });

  it('needs the role, which the refusal names, and is no other project’s affair', async () => {
    const id = await asking(people.member, pipeline);
    const { body } = await decide(people.member, id, 'approve').expect(403);
    expect(body.detail).toContain('manager');
    const refusal = 'The rule executions:approve needs the role manager in this project.';
    expect(await refusals(people.member, id)).toEqual([refusal, refusal]);
    expect(await refusals(people.manager, id)).toEqual([null, null]);
    await decide(people.stranger, id, 'approve').expect(404);
    await decide(people.manager, id, 'approve').expect(202);
    expect(await people.member.ended(id)).toMatchObject({ state: 'SUCCESS' });
    expect((await people.member.tasks(id))[0]?.result).toMatchObject({
      approved_by: { name: 'manager' },
      roles: ['manager'],
    });
  });

  it('needs one of the roles that the workbook names besides', async () => {
    const id = await asking(people.member, pipeline, { roles: ['release-owner'] });
    const { body } = await decide(people.manager, id, 'approve').expect(403);
    expect(body).toMatchObject({
      code: 'approval.role_missing',
      detail: 'This approval needs the role release-owner in this project.',
    });
    expect(await refusals(people.manager, id)).toEqual([body.detail, body.detail]);
    await people.member.post(`/v1/executions/${id}/cancel`, {}).expect(202);
  });

  it('with four eyes is not given by who started the run, who may reject it', async () => {
    const id = await asking(people.manager, pipeline, { four_eyes: true });
    const { body } = await decide(people.manager, id, 'approve').expect(403);
    expect(body).toMatchObject({ code: 'approval.four_eyes', detail: expect.stringContaining('four eyes') });
    expect(await refusals(people.manager, id)).toEqual([body.detail, null]);
    await decide(people.manager, id, 'reject').expect(202);
    const other = await asking(people.member, pipeline, { four_eyes: true });
    await decide(people.manager, other, 'approve').expect(202);
    expect(await people.member.ended(other)).toMatchObject({ state: 'SUCCESS' });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { ApiClient, Pipeline } from '../support/api-client.js';
import { fakeIdentity } from '../support/identity/fake-test-identity.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';
import { SampleRepository } from '../support/sample-repository.js';
import { startService, TestService } from '../support/test-service.js';

const VALUE = 'hunter2 and more';

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('the secrets of plans and pipelines', () => {
  let identity: Awaited<ReturnType<typeof fakeIdentity>>;
  let service: KeystoneService;
  let member: ApiClient;
  let reader: ApiClient;
  let stranger: ApiClient;
  let plan: string;
  let pipeline: string;
  let planId: string;

  beforeAll(async () => {
    identity = await fakeIdentity();
    service = await startKeystoneService(identity);
    member = await service.as('member');
    reader = await service.as('reader');
    stranger = await service.as('stranger');
  });

  beforeEach(async () => {
    const made = await member.createPlan();
    planId = made.uuid;
    plan = `/v1/plans/${made.uuid}/secrets`;
    const { uuid } = await member.createPipeline({ plan_uri: made.uri, workbook_name: 'build' });
    pipeline = `/v1/pipelines/${uuid}/secrets`;
  });

  afterAll(async () => {
    await service.close();
    await identity.close();
  });

  const rows = async () => {
    const database = service.app.get(DataSource);
    return database.query<{ name: string }[]>('SELECT * FROM secrets ORDER BY name');
  };
  const ofBoth = () => [plan, pipeline];

  it('are set, listed without their value or its length, and deleted', async () => {
    for (const secrets of ofBoth()) {
      const { body: made } = await member.put(`${secrets}/NPM_TOKEN`, { value: VALUE }).expect(201);
      expect(made).toEqual({
        name: 'NPM_TOKEN',
        version: 1,
        set_by: identity.people.member.userId,
        set_by_name: expect.any(String),
        set_at: expect.any(String),
        created_at: made.set_at,
      });
      await member.put(`${secrets}/A_KEY`, { value: VALUE }).expect(201);
      const { body: listed } = await reader.get(secrets).expect(200);
      expect(listed).toEqual([expect.objectContaining({ name: 'A_KEY' }), made]);
      await member.delete(`${secrets}/NPM_TOKEN`).expect(204);
      expect((await reader.get(secrets)).body).toHaveLength(1);
      const gone = await member.delete(`${secrets}/NPM_TOKEN`).expect(404);
      expect(gone.body.code).toBe('secret.not_found');
    }
  });

  it('count how often they were set, and by whom', async () => {
    await member.put(`${plan}/TOKEN`, { value: VALUE }).expect(201);
    const manager = await service.as('manager');
    const { text } = await manager.put(`${plan}/TOKEN`, { value: 'another one' }).expect(204);
    expect(text).toBe('');
    const { body } = await member.get(plan);
    expect(body).toEqual([expect.objectContaining({ version: 2, set_by: identity.people.manager.userId })]);
  });

  it('are sealed in the database', async () => {
    for (const secrets of ofBoth()) await member.put(`${secrets}/TOKEN`, { value: VALUE }).expect(201);
    expect(JSON.stringify(await rows())).not.toContain(VALUE);
    expect((await rows()).length).toBeGreaterThan(1);
  });

  it('are set by members, and not by readers', async () => {
    for (const secrets of ofBoth()) {
      await member.put(`${secrets}/TOKEN`, { value: VALUE }).expect(201);
      await reader.put(`${secrets}/TOKEN`, { value: VALUE }).expect(403);
      await reader.delete(`${secrets}/TOKEN`).expect(403);
    }
  });

  it('are not there for another project', async () => {
    for (const secrets of ofBoth()) {
      await member.put(`${secrets}/TOKEN`, { value: VALUE }).expect(201);
      const answers = [
        await stranger.get(secrets),
        await stranger.put(`${secrets}/TOKEN`, { value: VALUE }),
        await stranger.delete(`${secrets}/TOKEN`),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    }
  });

  it('go with their plan and their pipeline', async () => {
    const database = service.app.get(DataSource);
    await database.query('DELETE FROM secrets');
    for (const secrets of ofBoth()) await member.put(`${secrets}/TOKEN`, { value: VALUE }).expect(201);
    expect(await rows()).toHaveLength(2);
    await member.delete(pipeline.replace('/secrets', '')).expect(204);
    expect(await rows()).toEqual([expect.objectContaining({ plan_id: planId })]);
    await member.delete(plan.replace('/secrets', '')).expect(202);
    expect(await rows()).toEqual([]);
  });

  it.each(['npm_token', '1ST', 'A-B', 'A'.repeat(65), 'PATH', 'LD_PRELOAD', 'SOLUM_COMMIT', '%20'])(
    'have no name like %s',
    async (name) => {
      for (const secrets of ofBoth()) {
        const { body } = await member.put(`${secrets}/${name}`, { value: VALUE }).expect(400);
        expect(body).toMatchObject({ code: 'secret.name_invalid', errors: [{ pointer: '/name' }] });
      }
    },
  );

  it.each([
    { value: 'abc' },
    { value: 5 },
    { value: `${VALUE}\0` },
    { value: VALUE.repeat(5000) },
    { value: VALUE, length: 3 },
    {},
  ])('are refused where the value cannot be one, in words that do not repeat it', async (body) => {
    const answer = await member.put(`${pipeline}/TOKEN`, body).expect(400);
    expect(answer.body.code).toBe('secret.invalid');
    expect(answer.text).not.toContain('hunter2');
  });

  it('are 100 of an owner at most', async () => {
    for (let index = 0; index < 100; index += 1) {
      await member.put(`${plan}/S${index}`, { value: VALUE }).expect(201);
    }
    expect((await member.put(`${plan}/ONE_MORE`, { value: VALUE }).expect(409)).body.code).toBe(
      'secret.too_many',
    );
    await member.put(`${plan}/S7`, { value: 'another one' }).expect(204);
  });

  it('are named by a plan as they may be named, or the plan is refused', async () => {
    const naming = (secrets: unknown) => ({
      version: 1,
      name: 'x',
      artifacts: [{ name: 'web', content: { href: 'https://git.example.org/x.git' }, secrets }],
    });
    const { body } = await member.post('/v1/plans', naming(['NPM_TOKEN', 'OTHER'])).expect(201);
    expect(body.artifacts[0].secrets).toEqual(['NPM_TOKEN', 'OTHER']);
    for (const wrong of [
      ['PATH'],
      ['a'],
      ['A', 'A'],
      [5],
      'A',
      Array.from({ length: 21 }, (_, n) => `S${n}`),
    ]) {
      const answer = await member.post('/v1/plans', naming(wrong)).expect(400);
      expect(answer.body.errors[0].pointer).toMatch('/artifacts/0/secrets');
    }
  });
});

describe('a run whose commands name secrets', () => {
  const OF_PLAN = 'the-plan-s-own-token';
  const OF_PIPELINE = 'the-pipeline-s-own-token';
  const KEY = '-----BEGIN KEY-----\nbGluZSBvbmUgb2Y=\nbGluZSB0d28gb2Y=\n-----END KEY-----\n';
  let repository: SampleRepository;
  let service: TestService;
  let pipeline: Pipeline;
  let plan: string;

  beforeAll(async () => {
    repository = await SampleRepository.make();
    service = await startService({ environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });
    const command = [
      'echo "in the open: $SHARED and $DEPLOY_KEY"',
      'echo "$DEPLOY_KEY" | sed "s/^/line: /"',
      'printf %s "$SHARED" | sha256sum',
      'env | grep -c OTHER || true',
    ].join('; ');
    const made = await service.api.createPlan({
      artifacts: [
        {
          name: 'web',
          content: { href: repository.href },
          unittest_cmd: command,
          build_cmd: 'echo "built with $SHARED"',
          secrets: ['SHARED', 'DEPLOY_KEY'],
        },
      ],
    });
    plan = `/v1/plans/${made.uuid}/secrets`;
    await service.api.put(`${plan}/SHARED`, { value: OF_PLAN }).expect(201);
    await service.api.put(`${plan}/OTHER`, { value: 'named by nobody' }).expect(201);
    pipeline = await service.api.createPipeline({ plan_uri: made.uri, workbook_name: 'unit_test' });
  });

  afterAll(async () => {
    await service.close();
    await repository.remove();
  });

  async function run(): Promise<{ verdict: string; summary: string; log: string; answers: string }> {
    const { body } = await service.api.post(`/v1/pipelines/${pipeline.uuid}/executions`, {}).expect(202);
    const execution = await service.api.ended(body.uuid, 60_000);
    const [task] = await service.api.tasks(body.uuid);
    const log = (await service.api.get(`/v1/executions/${body.uuid}/tasks/${task?.uuid}/log`).expect(200))
      .text;
    const { summary = '' } = (task?.result ?? {}) as { summary?: string };
    return { verdict: String(task?.verdict), summary, log, answers: JSON.stringify([execution, task]) };
  }

  it('fails with the name of a secret that is not there', async () => {
    const first = await service.api.ended(pipeline.last_execution, 60_000);
    expect(first.state).toBe('ERROR');
    const [task] = await service.api.tasks(pipeline.last_execution);
    expect(JSON.stringify(task)).toContain('no secret DEPLOY_KEY');
  }, 90_000);

  it('gets their values, which its log does not show', async () => {
    await service.api.put(`${plan}/DEPLOY_KEY`, { value: KEY }).expect(201);
    const { verdict, log, answers } = await run();
    expect([verdict, log.includes(digestOf(OF_PLAN))]).toEqual(['pass', true]);
    expect(log).toContain('in the open: ******** and ********');
    expect(log.match(/line: \*{8}/g)).toHaveLength(4);
    for (const hidden of [OF_PLAN, ...KEY.trim().split('\n')]) expect(log + answers).not.toContain(hidden);
  }, 90_000);

  it('gets no secret that it does not name', async () => {
    expect((await run()).log).toMatch(/^0$/m);
  }, 90_000);

  it('gets the pipeline’s where the plan has one of that name, too', async () => {
    const secrets = `/v1/pipelines/${pipeline.uuid}/secrets`;
    await service.api.put(`${secrets}/SHARED`, { value: OF_PIPELINE }).expect(201);
    expect((await run()).log).toContain(digestOf(OF_PIPELINE));
    await service.api.put(`${secrets}/SHARED`, { value: `${OF_PIPELINE}, changed` }).expect(204);
    expect((await run()).log).toContain(digestOf(`${OF_PIPELINE}, changed`));
    await service.api.delete(`${secrets}/SHARED`).expect(204);
    expect((await run()).log).toContain(digestOf(OF_PLAN));
  }, 120_000);

  it('leaves their values in no row of any table', async () => {
    const database = service.app.get(DataSource);
    for (const { tableName } of database.entityMetadatas) {
      const found = JSON.stringify(await database.query(`SELECT * FROM ${tableName}`));
      for (const hidden of [OF_PLAN, OF_PIPELINE, 'bGluZSBvbmUgb2Y='])
        expect([tableName, found.includes(hidden)]).toEqual([tableName, false]);
    }
  });
});

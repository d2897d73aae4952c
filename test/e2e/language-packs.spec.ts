import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiClient, planBody } from '../support/api-client.js';
import { fakeIdentity } from '../support/identity/fake-test-identity.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';

const PACKS = '/v1/language_packs';
const NOWHERE = '0190f000-0000-7000-8000-000000000000';
const NODE = {
  name: 'node',
  description: 'Node.js, our way',
  image: 'registry.example.org/team/node:24',
  detect: [{ file: 'package.json', contains: '"shop"', weight: 70 }, { file: '*.mjs' }],
  commands: { test: 'node --test', run: 'node server.mjs' },
};

type Pack = { uuid: string; uri: string; name: string; origin: string };

function planOf(pack: unknown): Record<string, unknown> {
  const content = { href: 'https://git.example.org/shop.git' };
  const other = { name: 'other', content, language_pack: 'auto' };
  return planBody({ artifacts: [other, { name: 'web', content, language_pack: pack }] });
}

describe('language packs', () => {
  let identity: Awaited<ReturnType<typeof fakeIdentity>>;
  let service: KeystoneService;
  let member: ApiClient;
  let stranger: ApiClient;

  beforeAll(async () => {
    identity = await fakeIdentity();
    service = await startKeystoneService(identity);
    member = await service.as('member');
    stranger = await service.as('stranger');
  });

  afterAll(async () => {
    await service.close();
    await identity.close();
  });

  const make = async (name: string, fields: object = {}) =>
    (await member.post(PACKS, { name, ...fields }).expect(201)).body as Pack;
  const list = async (api: ApiClient, query = '') =>
    (await api.get(`${PACKS}${query}`).expect(200)).body as Pack[];

  it('come with the service, found by name and by id, ready and nobody’s', async () => {
    const { body: found } = await member.get(`${PACKS}/node`).expect(200);
    expect(found).toEqual({
      uri: `${service.config.publicUrl}${PACKS}/${found.uuid}`,
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: 'language_pack',
      name: 'node',
      description: 'Node.js with npm',
      origin: 'built-in',
      status: 'READY',
      image: 'docker.io/library/node:24',
      detect: [{ file: 'package.json', contains: null, weight: 50 }],
      commands: { test: expect.stringContaining('npm test'), build: expect.any(String), run: 'npm start' },
      project_id: null,
      user_id: null,
      created_at: null,
      updated_at: null,
    });
    const { body: again, headers } = await stranger.get(`${PACKS}/${found.uuid}`).expect(200);
    expect(again).toEqual(found);
    await stranger.get(`${PACKS}/node`).set('If-None-Match', String(headers.etag)).expect(304);
  });

  it('of a project are made, shown, replaced and deleted, and go before built-in ones of their name', async () => {
    const { body: made, headers } = await member.post(PACKS, NODE).expect(201);
    expect(made).toMatchObject({
      ...NODE,
      detect: [NODE.detect[0], { file: '*.mjs', contains: null, weight: 50 }],
      commands: { test: 'node --test', build: null, run: 'node server.mjs' },
      origin: 'project',
      status: 'READY',
      project_id: identity.people.member.projectId,
      user_id: identity.people.member.userId,
      created_at: expect.stringMatching(/Z$/),
    });
    expect(headers.location).toBe(made.uri);
    expect((await member.get(`${PACKS}/node`).expect(200)).body).toEqual(made);
    expect((await list(member)).filter(({ name }) => name === 'node')).toEqual([made]);

    const { body: replaced } = await member.put(`${PACKS}/node`, { name: 'node' }).expect(200);
    expect(replaced).toMatchObject({ uuid: made.uuid, description: '', image: null, detect: [] });
    expect(replaced.commands).toEqual({ test: null, build: null, run: null });
    await member.delete(`${PACKS}/${made.uuid}`).expect(204);
    expect((await member.get(`${PACKS}/node`).expect(200)).body.origin).toBe('built-in');
    await member.get(`${PACKS}/${made.uuid}`).expect(404);
  });

  it('of another project are not there', async () => {
    const pack = await make('ours');
    expect((await list(stranger)).map(({ name }) => name)).not.toContain('ours');
    for (const key of ['ours', pack.uuid]) {
      expect((await stranger.get(`${PACKS}/${key}`).expect(404)).body.code).toBe('language_pack.not_found');
      await stranger.put(`${PACKS}/${key}`, { name: 'ours' }).expect(404);
      await stranger.delete(`${PACKS}/${key}`).expect(404);
    }
    const { body: refused } = await stranger.post('/v1/plans', planOf('ours')).expect(400);
    expect(refused.errors[0].pointer).toBe('/artifacts/1/language_pack');
    await stranger.post(PACKS, { name: 'ours' }).expect(201);
    await member.delete(`${PACKS}/${pack.uuid}`).expect(204);
    expect((await stranger.get(`${PACKS}/ours`).expect(200)).body.origin).toBe('project');
  });

  it('are listed by name, a page at a time, and by where they come from', async () => {
    const pack = await make('aaa');
    const all = (await list(member)).map(({ name }) => name);
    expect(all).toEqual([...all].sort());
    expect(all).toEqual(expect.arrayContaining(['aaa', 'go', 'maven', 'node', 'python', 'ruby']));
    const { headers, body } = await member.get(`${PACKS}?limit=2`).expect(200);
    expect((body as Pack[]).map(({ name }) => name)).toEqual(all.slice(0, 2));
    const next = new URL(/<(.*)>; rel="next"/.exec(String(headers.link))?.[1] ?? '');
    const page = await list(member, `${next.search}&sort=name`);
    expect(page.map(({ name }) => name)).toEqual(all.slice(2, 4));
    expect((await list(member, '?sort=name:desc&limit=1'))[0]?.name).toBe(all.at(-1));
    expect((await list(member, '?origin=project')).map(({ name }) => name)).toEqual(['aaa']);
    expect(await list(member, '?name=aaa')).toMatchObject([{ uuid: pack.uuid }]);
    await member.get(`${PACKS}?marker=${NOWHERE}`).expect(400);
    await member.get(`${PACKS}?sort=uuid`).expect(400);
    await member.delete(`${PACKS}/aaa`).expect(204);
  });

  it('are made once under one Idempotency-Key, and once of a name', async () => {
    const keyed = member.with({ 'Idempotency-Key': 'once' });
    const { body: made } = await keyed.post(PACKS, { name: 'once' }).expect(201);
    expect((await keyed.post(PACKS, { name: 'once' }).expect(201)).body).toEqual(made);
    expect((await keyed.post(PACKS, { name: 'other' }).expect(409)).body.code).toBe('idempotency.key_reused');
    expect((await member.post(PACKS, { name: 'once' }).expect(409)).body.code).toBe(
      'language_pack.name_taken',
    );
    await member.delete(`${PACKS}/once`).expect(204);
    const twice = member.with({ 'Idempotency-Key': 'twice' });
    const both = await Promise.all([1, 2].map(() => twice.post(PACKS, { name: 'twice' }).expect(201)));
    expect(both[0]?.body).toEqual(both[1]?.body);
    await member.delete(`${PACKS}/twice`).expect(204);
  });

  it('are changed by who has seen the last change only', async () => {
    await make('seen');
    const { headers } = await member.get(`${PACKS}/seen`).expect(200);
    const etag = String(headers.etag);
    await member.put(`${PACKS}/seen`, { name: 'seen', description: 'a' }).set('If-Match', etag).expect(200);
    await member.put(`${PACKS}/seen`, { name: 'seen' }).set('If-Match', etag).expect(412);
    await member.delete(`${PACKS}/seen`).set('If-Match', etag).expect(412);
    await member.delete(`${PACKS}/seen`).expect(204);
  });

  it.each([
    [{}, '/name'],
    [{ name: 'a b' }, '/name'],
    [{ name: 'auto' }, '/name'],
    [{ name: NOWHERE }, '/name'],
    [{ name: 'x', image: 'https://example.org/x' }, '/image'],
    [{ name: 'x', source_uri: 'https://git.example.org/pack.git' }, '/source_uri'],
    [{ name: 'x', detect: [{ file: 'src/main.c' }] }, '/detect/0/file'],
    [{ name: 'x', detect: [{ file: 'a', weight: 0 }] }, '/detect/0/weight'],
    [{ name: 'x', detect: [{ file: 'a', contains: 'x'.repeat(201) }] }, '/detect/0/contains'],
    [{ name: 'x', detect: Array(11).fill({ file: 'a' }) }, '/detect'],
    [{ name: 'x', commands: { test: ' ' } }, '/commands/test'],
    [{ name: 'x', commands: { run: 'a\0b' } }, '/commands/run'],
    [{ name: 'x', commands: { deploy: 'a' } }, '/commands/deploy'],
    [{ name: 'x', status: 'ERROR' }, '/status'],
  ])('that are wrong are refused by the field: %j', async (body, pointer) => {
    const { body: refused } = await member.post(PACKS, body).expect(400);
    expect(refused).toMatchObject({ code: 'language_pack.invalid', errors: [{ pointer }] });
  });

  it('keep their name, and built-in ones all that they have', async () => {
    await make('kept');
    const { body } = await member.put(`${PACKS}/kept`, { name: 'lost' }).expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/name' }]);
    expect((await member.put(`${PACKS}/go`, { name: 'go' }).expect(409)).body.code).toBe(
      'language_pack.built_in',
    );
    await member.delete(`${PACKS}/go`).expect(409);
    await member.delete(`${PACKS}/kept`).expect(204);
  });

  it('are 50 of a project at most', async () => {
    const other = await service.as('stranger');
    const room = 50 - (await list(other, '?origin=project')).length;
    for (let count = 0; count < room; count++) await other.post(PACKS, { name: `p${count}` }).expect(201);
    expect((await other.post(PACKS, { name: 'more' }).expect(409)).body.code).toBe('language_pack.too_many');
  });

  it('are what a plan may name, besides auto and none at all', async () => {
    await make('shell');
    for (const name of ['shell', 'node', 'auto', null, undefined])
      await member.post('/v1/plans', planOf(name)).expect(201);
    for (const name of ['Node', 'nothing', '']) {
      const { body } = await member.post('/v1/plans', planOf(name)).expect(400);
      expect(body).toMatchObject({
        code: 'plan.invalid',
        errors: [{ pointer: '/artifacts/1/language_pack' }],
      });
      expect(body.detail).toContain('there are auto, ');
    }
    const { uuid } = await member.createPlan();
    await member.put(`/v1/plans/${uuid}`, planOf('nothing')).expect(400);
    const yaml = `version: 1\nname: x\nartifacts:\n- name: web\n  content: {href: https://a.example/b}\n  language_pack: nothing\n`;
    const { body: verdict } = await member
      .post('/v1/plans/validate')
      .set('Content-Type', 'application/x-yaml')
      .set('Accept', 'application/json')
      .send(yaml)
      .expect(200);
    expect(verdict).toMatchObject({
      valid: false,
      errors: [{ pointer: '/artifacts/0/language_pack', line: 6 }],
    });
  });

  it('that a plan names are not deleted, until the last plan names another or has gone', async () => {
    const pack = await make('named');
    const taken = async () =>
      expect((await member.delete(`${PACKS}/named`).expect(409)).body.code).toBe('language_pack.in_use');
    const first = (await member.post('/v1/plans', planOf('named')).expect(201)).body as Pack;
    const second = await member.createPlan();
    await member.put(`/v1/plans/${second.uuid}`, planOf('named')).expect(200);
    await taken();
    await member.delete(`/v1/plans/${first.uuid}`).expect(202);
    await taken();
    await member.put(`/v1/plans/${second.uuid}`, planOf('auto')).expect(200);
    await member.delete(`${PACKS}/${pack.uuid}`).expect(204);
  });

  it('are among what the service can do', async () => {
    await make('mine', { commands: { test: './test.sh' }, detect: [{ file: 'test.sh' }] });
    const { body } = await member.get('/v1/capabilities').expect(200);
    expect(body.language_packs).toContainEqual({
      uri: expect.stringContaining(`${PACKS}/`),
      name: 'mine',
      origin: 'project',
      description: '',
      image: null,
      detected_by: ['test.sh'],
      commands: { test: './test.sh', build: null, run: null },
    });
    const { body: platform } = await member.get('/v1').expect(200);
    expect(platform.language_packs_uri).toBe(`${service.config.publicUrl}${PACKS}`);
  });
});

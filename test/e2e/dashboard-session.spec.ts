import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { fakeIdentity } from '../support/identity/fake-test-identity.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';
import { startService } from '../support/test-service.js';

const FROM_DASHBOARD = { 'X-Solum-Dashboard': '1' };
const MEMBER = { method: 'password', user: 'member', user_domain: 'Default', password: 'secret of member' };

describe('a session of the dashboard', () => {
  let identity: Awaited<ReturnType<typeof fakeIdentity>>;
  let service: KeystoneService;
  const lines: string[] = [];

  beforeAll(async () => {
    identity = await fakeIdentity();
    service = await startKeystoneService(
      identity,
      { SOLUM_TOKEN_CACHE_SECONDS: '0', SOLUM_LOG_LEVEL: 'debug' },
      (line) => lines.push(line),
    );
  });

  /** Failed attempts of one test are no other’s. */
  beforeEach(() => service.clock.advance(61_000));

  afterAll(async () => {
    await service.close();
    await identity.close();
  });

  const signIn = (body: object) =>
    request(service.config.publicUrl).post('/dashboard/session').set(FROM_DASHBOARD).send(body);
  const cookieOf = (answer: request.Response): string =>
    String(answer.headers['set-cookie']).split(';')[0] ?? '';
  const member = async (): Promise<string> => cookieOf(await signIn(MEMBER).expect(201));
  const withCookie = (cookie: string) => service.api.with({ Cookie: cookie });

  it('is a cookie that no script reads and no other site makes the browser send', async () => {
    const answer = await signIn(MEMBER).expect(201);
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^solum-session=v2\.\S+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/,
    );
    expect(answer.body).toMatchObject({
      strategy: 'keystone',
      signed_in: true,
      user: { name: 'member' },
      project: { name: 'home' },
      rules: expect.arrayContaining(['pipelines:write']),
    });
  });

  it('lets the API be read, and changed only with the header that other sites cannot send', async () => {
    const api = withCookie(await member());
    await api.get('/v1/plans').expect(200);
    const refused = await api.post('/v1/plans', { version: 1, name: 'shop', artifacts: [] }).expect(403);
    expect(refused.body.code).toBe('session.forgeable');
    await api.with(FROM_DASHBOARD).createPlan();
  });

  it('does nothing for a page of another origin of the same host', async () => {
    const api = withCookie(await member()).with(FROM_DASHBOARD);
    await api.with({ 'Sec-Fetch-Site': 'same-site' }).get('/v1/plans').expect(403);
    await api.with({ 'Sec-Fetch-Site': 'same-origin' }).get('/v1/plans').expect(200);
  });

  it('is made by no other site either', async () => {
    const answer = await request(service.config.publicUrl).post('/dashboard/session').send(MEMBER);
    expect([answer.status, answer.body.code]).toEqual([403, 'session.forgeable']);
  });

  it('is none where its cookie was tampered with, and the token is not to be seen in it', async () => {
    const token = await identity.signIn('member');
    const cookie = cookieOf(await signIn({ method: 'token', token }).expect(201));
    expect(cookie).not.toContain(token);
    const last = cookie.endsWith('A') ? 'B' : 'A';
    for (const other of [
      `${cookie.slice(0, -1)}${last}`,
      'solum-session=',
      'solum-session=x',
      `solum-session=${token}`,
    ]) {
      await withCookie(other).get('/v1/plans').expect(401);
      expect((await withCookie(other).get('/dashboard/session').expect(200)).body.signed_in).toBe(false);
    }
  });

  it('ends with its token', async () => {
    const cookie = await member();
    identity.keystone.identities.expireTokensOf(identity.accounts.member.user);
    await withCookie(cookie).get('/v1/plans').expect(401);
    expect((await withCookie(cookie).get('/dashboard/session').expect(200)).body.signed_in).toBe(false);
  });

  it('ends at sign-out: its token is revoked, so that a copy of the cookie is worth nothing', async () => {
    const cookie = await member();
    const answer = await withCookie(cookie).with(FROM_DASHBOARD).delete('/dashboard/session').expect(204);
    expect(String(answer.headers['set-cookie'])).toMatch(/^solum-session=; .*Max-Age=0$/);
    await withCookie(cookie).get('/v1/plans').expect(401);
  });

  it('needs a good password', async () => {
    const wrong = await signIn({ ...MEMBER, password: 'guess' }).expect(401);
    expect(wrong.body.code).toBe('session.refused');
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  it('needs a project that the user has a role in', async () => {
    const { identities } = identity.keystone;
    identities.addUser('nobody', 'secret of nobody');
    const nobody = { ...MEMBER, user: 'nobody', password: 'secret of nobody' };
    expect((await signIn(nobody).expect(403)).body.code).toBe('session.no_project');
    expect((await signIn({ ...MEMBER, project: 'elsewhere' }).expect(403)).body.code).toBe(
      'session.no_project',
    );
  });

  it('of a user with several projects waits for one to be chosen, and can go into another', async () => {
    const { identities } = identity.keystone;
    const user = identities.addUser('wanderer', 'secret of wanderer');
    for (const project of [identity.home, identity.elsewhere])
      identities.rolesIn(user, project).add('reader');
    const first = await signIn({ ...MEMBER, user: 'wanderer', password: 'secret of wanderer' }).expect(201);
    expect(first.body).toMatchObject({ signed_in: true, project: null, rules: [] });
    const api = (answer: request.Response) => withCookie(cookieOf(answer)).with(FROM_DASHBOARD);
    const projects = (await api(first).get('/dashboard/session/projects').expect(200)).body as {
      name: string;
    }[];
    expect(projects.map(({ name }) => name).sort()).toEqual(['elsewhere', 'home']);
    const enter = (answer: request.Response, project: { id: string }) =>
      api(answer).put('/dashboard/session/project', { project_id: project.id });
    const home = await enter(first, identity.home).expect(200);
    const elsewhere = await enter(home, identity.elsewhere).expect(200);
    expect([home.body.project.name, elsewhere.body.project.name]).toEqual(['home', 'elsewhere']);
    await api(elsewhere).get('/v1/plans').expect(200);
    await api(home).get('/v1/plans').expect(401);
  });

  it('takes an application credential, whose project is its own', async () => {
    const { user, project } = identity.accounts.member;
    const { id, secret } = identity.keystone.identities.addCredential(user, project);
    const answer = await signIn({ method: 'application_credential', id, secret }).expect(201);
    expect(answer.body.project.name).toBe('home');
    await signIn({ method: 'application_credential', id, secret: 'guess' }).expect(401);
  });

  it('names the field that is missing', async () => {
    const answer = await signIn({ method: 'password', user: 'member', user_domain: 'Default' }).expect(400);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer: '/password' }));
  });

  it('cannot be guessed: ten failures in a minute are enough', async () => {
    const guess = { ...MEMBER, user: 'reader', password: 'guess' };
    for (let attempt = 0; attempt < 10; attempt += 1) await signIn(guess).expect(401);
    const eleventh = await signIn({ ...guess, password: 'secret of reader' }).expect(429);
    expect(Number(eleventh.headers['retry-after'])).toBeGreaterThan(0);
    await signIn(MEMBER).expect(201);
    service.clock.advance(61_000);
    await signIn({ ...guess, password: 'secret of reader' }).expect(201);
  });

  it('is answered 503 with what to do while Keystone is away', async () => {
    service.line.cut();
    try {
      const answer = await signIn(MEMBER).expect(503);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    } finally {
      service.line.mend();
    }
  });

  it('leaves no password and no token in the log', () => {
    const log = lines.join('\n');
    expect(log).toContain('/dashboard/session');
    for (const secret of ['secret of member', ...identity.keystone.identities.secrets]) {
      expect(log).not.toContain(secret);
    }
  });
});

describe('a session of the dashboard in development mode', () => {
  it('is everybody’s, and needs no cookie', async () => {
    const service = await startService();
    try {
      const { body } = await service.api.get('/dashboard/session').expect(200);
      expect(body).toMatchObject({ strategy: 'development', signed_in: true, user: { name: 'developer' } });
      await service.api.with({ Host: 'evil.example.org' }).get('/v1/plans').expect(403);
    } finally {
      await service.close();
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../support/until.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';
import type { TestIdentity } from '../support/identity/test-identity.js';

const CACHE_MS = 300_000;
const HOUR_MS = 3_600_000;
const MANY = 1000;
const AT_ONCE = 50;
const FLOOD = 300;

/** How requests are authenticated, whatever Keystone it is. */
export function keystoneAuthentication(name: string, makeIdentity: () => Promise<TestIdentity>): void {
  describe(`authentication by ${name}`, () => {
    let identity: TestIdentity;
    let service: KeystoneService;

    beforeAll(async () => {
      identity = await makeIdentity();
      service = await startKeystoneService(identity);
    });

    afterAll(async () => {
      await service.close();
      await identity.close();
    });

    const validations = (): number => service.line.count('GET', '/auth/tokens');

    /** Another project sees the world with other eyes: a service that has seen no token yet. */
    async function fresh<T>(work: (service: KeystoneService) => Promise<T>): Promise<T> {
      const other = await startKeystoneService(identity);
      return work(other).finally(() => other.close());
    }

    it('refuses a request without a token, and names Keystone', async () => {
      const answer = await service.api.get('/v1/plans').expect(401);
      expect(answer.headers['www-authenticate']).toBe(`Keystone uri="${service.line.url}"`);
      expect(answer.body.code).toBe('auth.token_missing');
    });

    it('refuses a made-up token, and asks Keystone about it only once in a while', async () => {
      const before = validations();
      for (let i = 0; i < 5; i += 1) {
        const answer = await service.api.with({ 'X-Auth-Token': 'made-up' }).get('/v1/plans').expect(401);
        expect(answer.body.code).toBe('auth.token_invalid');
        expect(answer.headers['www-authenticate']).toMatch(/^Keystone uri=/);
      }
      await service.api
        .with({ 'X-Auth-Token': 'x'.repeat(9000) })
        .get('/v1/plans')
        .expect(401);
      expect(validations() - before).toBe(1);
    });

    it('names Keystone also where Keystone refuses a token that was believed before', async () => {
      const token = await identity.signIn('member');
      const api = service.api.with({ 'X-Auth-Token': token });
      const plan = await api.createPlan();
      await identity.revokeToken(token);
      const body = { name: 'shop', plan_uri: plan.uri, workbook_name: 'build' };
      const answer = await api.post('/v1/pipelines', body).expect(401);
      expect(answer.body.code).toBe('auth.token_invalid');
      expect(answer.headers['www-authenticate']).toMatch(/^Keystone uri=/);
    });

    it('knows the user and the project of a token', async () => {
      const pipeline = await (await service.as('member')).createPipeline();
      const { userId, projectId } = identity.people.member;
      expect(pipeline).toMatchObject({ user_id: userId, project_id: projectId });
    });

    it.each([
      ['unscoped', 'to nothing'],
      ['domain', 'to a domain'],
      ['system', 'to the system'],
    ] as const)('refuses a token whose scope is %s, and says so', async (scope, words) => {
      const answer = await (await service.as('member', scope)).get('/v1/plans').expect(403);
      expect(answer.body).toMatchObject({
        code: 'auth.scope_required',
        message: expect.stringContaining(words),
      });
    });

    it(`asks Keystone once for ${MANY} requests with a token, the first ${AT_ONCE} of them at once`, async () => {
      const api = await service.as('reader');
      const before = validations();
      const statuses = new Set<number>();
      for (let sent = 0; sent < MANY; sent += AT_ONCE) {
        const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => api.get('/v1/plans')));
        for (const { status } of answers) statuses.add(status);
      }
      expect([...statuses]).toEqual([200]);
      expect(validations() - before).toBe(1);
    });

    it('believes a token for five minutes, then a revoked one is refused', async () => {
      const token = await identity.signIn('reader');
      const api = service.api.with({ 'X-Auth-Token': token });
      await api.get('/v1/plans').expect(200);
      await identity.revokeToken(token);
      await api.get('/v1/plans').expect(200);
      service.clock.advance(CACHE_MS);
      await api.get('/v1/plans').expect(401);
    });

    it('renews its own token where Keystone does not take it any more', async () => {
      await (await service.as('reader')).get('/v1/plans').expect(200);
      const own = service.line.passed.findLast(({ path }) => path.startsWith('/auth/tokens?nocatalog'));
      await identity.revokeToken(String(own?.headers['x-auth-token']));
      await (await service.as('reader')).get('/v1/plans').expect(200);
    });

    it('asks for its own token once, however many requests come first', async () => {
      const tokens = await Promise.all(Array.from({ length: 20 }, () => identity.signIn('reader')));
      await fresh(async ({ api, line }) => {
        await Promise.all(
          tokens.map((token) => api.with({ 'X-Auth-Token': token }).get('/v1/plans').expect(200)),
        );
        expect(line.count('POST', '/auth/tokens')).toBe(1);
      });
    });

    it('answers 503 while Keystone is away, goes on with the tokens it knows, and recovers', async () => {
      const known = await service.as('reader');
      await known.get('/v1/plans').expect(200);
      const unknown = await service.as('reader');
      service.line.cut();
      const answer = await unknown.get('/v1/plans').expect(503);
      expect(answer.body.code).toBe('auth.unavailable');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      await known.get('/v1/plans').expect(200);
      service.clock.advance(2 * CACHE_MS);
      await known.get('/v1/plans').expect(200);
      const { body } = await service.api.get('/health/ready').expect(503);
      expect(body.checks.keystone.status).toBe('error');
      service.line.mend();
      await until(() => unknown.get('/v1/plans').expect(200));
      await service.api.get('/health/ready').expect(200);
    });

    it('refuses a token that has expired, also while Keystone is away', async () => {
      await fresh(async ({ as, clock, line }) => {
        const api = await as('reader');
        await api.get('/v1/plans').expect(200);
        clock.advance(HOUR_MS);
        line.cut();
        expect((await api.get('/v1/plans').expect(401)).body.code).toBe('auth.token_invalid');
        line.mend();
        await api.get('/v1/plans').expect(401);
      });
    });

    it('lets a flood of made-up tokens neither drown Keystone nor stop those whom it knows', async () => {
      await fresh(async ({ api, as, line }) => {
        const known = await as('reader');
        await known.get('/v1/plans').expect(200);
        const flood = Array.from({ length: FLOOD }, (_, i) =>
          api.with({ 'X-Auth-Token': `made-up-${i}` }).get('/v1/plans'),
        );
        const answers = Promise.all(flood);
        await until(() => expect(line.underWay).toBeGreaterThan(1));
        await known.get('/v1/plans').expect(200);
        const refused = await answers;
        for (const { status } of refused) expect([401, 503]).toContain(status);
        expect(line.mostAtOnce).toBeLessThanOrEqual(16);
        await (await as('manager')).get('/v1/plans').expect(200);
      });
    });

    it('refuses a service token that is not valid, whatever the user’s is', async () => {
      const api = (await service.as('reader')).with({ 'X-Service-Token': 'made-up' });
      expect((await api.get('/v1/plans').expect(401)).body.code).toBe('auth.service_token_invalid');
    });

    it('says no token in its answers', async () => {
      const token = await identity.signIn('member', 'unscoped');
      const answer = await service.api.with({ 'X-Auth-Token': token }).get('/v1/plans').expect(403);
      expect(JSON.stringify([answer.body, answer.headers])).not.toContain(token);
    });
  });
}

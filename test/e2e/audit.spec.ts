import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseSession } from '../../src/database/database-session.js';
import { Authenticator } from '../../src/modules/keystone-auth/index.js';
import { AuditLog } from '../../src/modules/audit/domain/audit-log.js';
import { Clock } from '../../src/shared/domain/clock.js';
import { SweepExpired } from '../../src/modules/retention/index.js';
import { breakdown } from '../support/fault.js';
import { ShiftedClock } from '../support/shifted-clock.js';
import { startService, TestService } from '../support/test-service.js';

type Entry = Record<string, unknown>;

describe('the audit', () => {
  let service: TestService;
  let clock: ShiftedClock;
  let roles = ['admin'];

  beforeAll(async () => {
    clock = new ShiftedClock();
    service = await startService({
      environment: { SOLUM_TRUSTED_PROXIES: '1' },
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
    const authenticator = service.app.get(Authenticator, { strict: false });
    const real = authenticator.authenticate.bind(authenticator);
    authenticator.authenticate = async (credentials) => ({ ...(await real(credentials)), roles });
  });

  afterAll(() => service.close());

  async function entries(query = ''): Promise<Entry[]> {
    return (await service.api.get(`/v1/audit?${query}`).expect(200)).body as Entry[];
  }

  it('tells who made what, from where and when, before the answer is sent', async () => {
    const { uuid } = await service.api
      .with({ 'X-Forwarded-For': '10.9.9.9, 192.0.2.7', 'User-Agent': 'solumclient/4' })
      .createPlan();
    const [entry] = await entries('limit=1');
    expect(entry).toMatchObject({
      actor: 'user',
      operation: 'createPlan',
      resource_type: 'plans',
      resource_id: uuid,
      status: 201,
      roles: ['admin'],
      delegated: false,
      remote_address: '192.0.2.7',
      user_agent: 'solumclient/4',
    });
    expect(entry?.request_id).toMatch(/^req-/);
    expect(entry?.user_id).toEqual(expect.any(String));
  });

  it('tells of what was refused, and to whom', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    await service.api.delete(`/v1/plans/${id}`).expect(404);
    roles = ['reader'];
    await service.api.delete(`/v1/plans/${id}`).expect(403);
    await service.api.get('/v1/audit').expect(403);
    roles = ['admin'];
    const found = await entries(`resource_id=${id}&sort=created_at:asc`);
    expect(found.map(({ status, roles: had }) => [status, had])).toEqual([
      [404, ['admin']],
      [403, ['reader']],
    ]);
  });

  it('has nothing of what only reads, and nothing that was sent', async () => {
    const { uuid } = await service.api.createPlan({ description: 'a private word' });
    await service.api.get(`/v1/plans/${uuid}`).expect(200);
    const found = await entries(`resource_id=${uuid}`);
    expect(found.map(({ operation }) => operation)).toEqual(['createPlan']);
    expect(JSON.stringify(await entries())).not.toContain('private word');
  });

  it('refuses the change that it cannot write down, and does nothing of it', async () => {
    const log = service.app.get(AuditLog, { strict: false });
    const before = (await service.api.get('/v1/plans').expect(200)).body as unknown[];
    const restore = breakdown(log, 'add');
    const answer = await service.api.post('/v1/plans', {});
    restore();
    expect(answer.status).toBe(503);
    expect((await service.api.get('/v1/plans')).body).toHaveLength(before.length);
  });

  it('is read in pages, by operation and by time', async () => {
    const start = clock.now().toISOString();
    clock.advance(1000);
    for (const name of ['a', 'b', 'c']) await service.api.createPlan({ name });
    clock.advance(1000);
    const end = clock.now().toISOString();
    await service.api.createPlan({ name: 'd' });
    const span = `operation=createPlan&from=${start}&until=${end}`;
    expect(await entries(span)).toHaveLength(3);
    const first = await service.api.get(`/v1/audit?${span}&limit=2`).expect(200);
    const next = /<([^>]+)>/.exec(first.headers.link as string)?.[1] as string;
    const second = await service.api.get(new URL(next).pathname + new URL(next).search).expect(200);
    expect([first.body as Entry[], second.body as Entry[]].map((page) => page.length)).toEqual([2, 1]);
    await service.api.get('/v1/audit?from=yesterday').expect(400);
  });

  it('forgets what is older than it is kept, and tells that it did', async () => {
    await service.api.createPlan();
    clock.advance(401 * 86_400_000);
    const { uuid } = await service.api.createPlan();
    await service.app.get(SweepExpired, { strict: false }).execute();
    const found = await entries();
    expect(found.map(({ resource_id: id }) => id)).toEqual([uuid]);
    const session = service.app.get(DatabaseSession, { strict: false });
    const rows: { resource_type: string }[] = await session.manager.query(
      "SELECT resource_type FROM audit_entries WHERE actor = 'retention'",
    );
    expect(rows.map((row) => row.resource_type)).toContain('audit');
  });
});

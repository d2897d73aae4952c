import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SendCommitStatuses } from '../../src/modules/commit-statuses/application/send-commit-statuses.js';
import { Clock } from '../../src/shared/domain/clock.js';
import { DataSource } from 'typeorm';
import type { Pipeline } from '../support/api-client.js';
import { answer, reset, ScriptedServer, silence } from '../support/scripted-server.js';
import { ShiftedClock } from '../support/shifted-clock.js';
import { type ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { startService, type TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

const TOKEN = 'glpat-never-seen-again';
const artifact = (href: string) => ({ name: 'web', content: { href } });
/** Runs that pass at once. */
const WORKBOOK = "version: '2.0'\nname: passes\nworkflows: {main: {tasks: {only: {action: std.noop}}}}\n";
const DAY = 24 * 3_600_000;

describe('commit statuses', () => {
  let host: ScriptedServer;
  let database: ScratchDatabase;
  let service: TestService;
  let clock: ShiftedClock;
  let log: string;
  let commits = 0;

  async function start(): Promise<void> {
    clock = new ShiftedClock();
    service = await startService({
      database,
      environment: { SOLUM_STATUS_API_URLS: host.url, SOLUM_LOG_LEVEL: 'debug' },
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
      log: (line) => (log += line),
    });
  }

  beforeAll(async () => {
    host = await ScriptedServer.start();
    database = await scratchDatabase();
    log = '';
    await start();
    await service.api.post('/v1/workbooks', { definition: WORKBOOK }).expect(201);
  });

  afterAll(async () => {
    await service.close();
    await database.drop();
    await host.stop();
  });

  beforeEach(() => host.script(answer(201)));

  let pipeline: Pipeline;

  afterEach(async () => {
    await service.api.delete(`/v1/pipelines/${pipeline.uuid}`).expect(204);
  });

  async function reporting(kind: string, href = 'https://git.example.org/team/shop.git'): Promise<void> {
    const plan = await service.api.createPlan({ artifacts: [artifact(href)] });
    pipeline = await service.api.createPipeline({ workbook_name: 'passes', plan_uri: plan.uri });
    const body = { host: kind, api_url: host.url, token: TOKEN };
    const { body: saved } = await service.api.put(`${path()}/status-reporting`, body).expect(200);
    expect(JSON.stringify(saved)).not.toContain(TOKEN);
  }

  const path = (): string => `/v1/pipelines/${pipeline.uuid}`;

  /** Runs it for a commit of its own, to the end. */
  async function run(commit = newCommit()): Promise<{ commit: string; id: string; state: string }> {
    const { body } = await service.api.post(`${path()}/executions`, { commit }).expect(202);
    const ended = await service.api.ended(body.uuid as string);
    return { commit, id: ended.uuid, state: ended.state };
  }

  const newCommit = (): string => String((commits += 1)).padStart(40, 'a');

  async function status(sha: string): Promise<Record<string, unknown>> {
    const { body } = await service.api.get(`${path()}/commit-statuses?sha=${sha}`).expect(200);
    expect(body).toHaveLength(1);
    return (body as Record<string, unknown>[])[0] ?? {};
  }

  const sent = (sha: string): Promise<Record<string, unknown>> =>
    until(async () => {
      const found = await status(sha);
      return found.delivery === 'sent' && found.state !== 'pending' ? found : false;
    });

  const bodies = (): Record<string, string>[] =>
    host.received.map(({ body }) => JSON.parse(body) as Record<string, string>);

  it.each([
    [
      'github',
      (sha: string) => `/repos/team/shop/statuses/${sha}`,
      { authorization: `Bearer ${TOKEN}`, 'x-github-api-version': '2022-11-28' },
      { state: 'success', context: 'solum/shop', target_url: 'URL' },
    ],
    [
      'gitlab',
      (sha: string) => `/projects/team%2Fshop/statuses/${sha}`,
      { 'private-token': TOKEN },
      { state: 'success', name: 'solum/shop', target_url: 'URL' },
    ],
    [
      'gitea',
      (sha: string) => `/repos/team/shop/statuses/${sha}`,
      { authorization: `token ${TOKEN}` },
      { state: 'success', context: 'solum/shop', target_url: 'URL' },
    ],
    [
      'bitbucket',
      (sha: string) => `/repositories/team/shop/commit/${sha}/statuses/build`,
      { authorization: `Bearer ${TOKEN}` },
      { state: 'SUCCESSFUL', key: 'solum/shop', url: 'URL' },
    ],
  ])(
    'are sent to %s in its own form, and end with the state of the run',
    async (kind, where, headers, body) => {
      await reporting(kind);
      const { commit, id, state } = await run();
      expect(state).toBe('SUCCESS');
      await sent(commit);
      const last = host.received.at(-1);
      expect(last).toMatchObject({ method: 'POST', url: where(commit), headers });
      const url = `${service.config.publicUrl}/v1/executions/${id}`;
      const expected = Object.fromEntries(
        Object.entries(body).map(([name, value]) => [name, value === 'URL' ? url : value]),
      );
      expect(JSON.parse(last?.body ?? '{}')).toMatchObject(expected);
    },
  );

  it('of a host that is away do not hold up the run, and arrive with its last state once it is back', async () => {
    await reporting('github');
    host.script(reset);
    const { commit, state } = await run();
    expect(state).toBe('SUCCESS');
    // An attempt under way would outlive its lease when the clock is moved on.
    const waiting = await until(async () => {
      const found = await status(commit);
      return found.state === 'success' && Number(found.attempts) > 0 ? found : false;
    });
    expect(waiting).toMatchObject({ delivery: 'waiting', last_error: expect.stringMatching(/ECONNRESET/) });
    host.script(answer(201));
    clock.advance(DAY / 24);
    await service.api.put(`${path()}/status-reporting`, { host: 'github', api_url: host.url }).expect(200);
    await sent(commit);
    expect(bodies().map((body) => body.state)).toEqual(['success']);
  });

  it('are sent again no sooner than the host asks for', async () => {
    await reporting('gitea');
    host.script(answer(429, {}, { 'Retry-After': '600' }));
    const { commit } = await run();
    const found = await until(async () => {
      const present = await status(commit);
      return present.state === 'success' && Number(present.attempts) > 0 ? present : false;
    });
    const pause = Date.parse(String(found.next_attempt_at)) - clock.now().getTime();
    expect(pause).toBeGreaterThan(500_000);
    expect(found.last_error).toMatch(/429/);
  });

  it('of an older run do not take the place of a newer one’s', async () => {
    await reporting('github');
    const commit = newCommit();
    const older = await run(commit);
    const newer = await run(commit);
    expect(await sent(commit)).toMatchObject({ execution_id: newer.id });
    expect(older.id).not.toBe(newer.id);
    expect(bodies().at(-1)?.target_url).toContain(newer.id);
  });

  it('are taken for arrived where GitLab says that it has the state already', async () => {
    await reporting('gitlab', 'git@git.example.org:group/team/shop.git');
    host.script(answer(400, { message: 'Cannot transition status via :run from :running' }));
    const { commit } = await run();
    await sent(commit);
    expect(host.received.at(-1)?.url).toContain('group%2Fteam%2Fshop');
  });

  it('never follow a redirect with the token', async () => {
    await reporting('github');
    const elsewhere = await ScriptedServer.start();
    host.script(answer(307, {}, { Location: `${elsewhere.url}/steal` }));
    const { commit } = await run();
    await until(async () => String((await status(commit)).last_error).includes('307'));
    expect(elsewhere.received).toEqual([]);
    await elsewhere.stop();
  });

  it('wait through the end of the service', async () => {
    await reporting('github');
    host.script(reset);
    const { commit } = await run();
    await service.close();
    host.script(answer(201));
    await start();
    clock.advance(DAY / 24);
    await service.api.put(`${path()}/status-reporting`, { host: 'github', api_url: host.url }).expect(200);
    await sent(commit);
    expect(bodies().at(-1)?.state).toBe('success');
  });

  it('that the host took, of a service that was killed before it noted that, are sent once more and end the same', async () => {
    await reporting('github');
    host.script(silence);
    const { commit } = await run();
    await until(() => host.received.length > 0);
    const survivor = await startService({
      database,
      environment: { SOLUM_STATUS_API_URLS: host.url },
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
    host.script(answer(201));
    clock.advance(2 * 60_000);
    survivor.app.get(SendCommitStatuses).wake();
    await sent(commit);
    expect(bodies().map(({ state }) => state)).toEqual(['success']);
    await survivor.close();
  });

  it('go to no API but the operator’s, with a token of its own', async () => {
    await reporting('github');
    const put = (body: object) => service.api.put(`${path()}/status-reporting`, body).expect(400);
    for (const apiUrl of [
      'http://169.254.169.254/latest',
      `${host.url}/../x`,
      `${host.url}@evil.example`,
      undefined,
    ]) {
      const { body } = await put({ host: 'github', api_url: apiUrl, token: TOKEN });
      expect(body.errors[0].pointer).toBe('/api_url');
    }
    expect((await put({ host: 'gitlab', api_url: host.url })).body.errors[0].pointer).toBe('/token');
    expect((await put({ host: 'svn', api_url: host.url, token: TOKEN })).body.errors[0].pointer).toBe(
      '/host',
    );
  });

  it('are not reported for a repository of no host, and not any more once that is deleted', async () => {
    await reporting('github');
    const plan = await service.api.createPlan({
      artifacts: [artifact('file:///srv/git/shop')],
    });
    await service.api.put(path(), { plan_uri: plan.uri }).expect(200);
    const body = { host: 'github', api_url: host.url, token: TOKEN };
    await service.api.put(`${path()}/status-reporting`, body).expect(400);
    await service.api.delete(`${path()}/status-reporting`).expect(204);
    await service.api.get(`${path()}/status-reporting`).expect(404);
    await run();
    expect((await service.api.get(`${path()}/commit-statuses`).expect(200)).body).toEqual([]);
  });

  it('leave their token neither in the log nor in the database', async () => {
    await reporting('github');
    const { commit } = await run();
    await sent(commit);
    const rows = await service.app.get(DataSource).query('SELECT * FROM status_reporting');
    expect(JSON.stringify(rows)).toContain('sealed_token');
    expect(JSON.stringify(rows)).not.toContain(TOKEN);
    expect(log).toContain('commit-statuses');
    expect(log).not.toContain(TOKEN);
  });
});

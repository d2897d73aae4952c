import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Clock } from '../../src/shared/domain/clock.js';
import { ApiClient, Pipeline } from '../support/api-client.js';
import { startService, TestService } from '../support/test-service.js';
import { ShiftedClock } from '../support/shifted-clock.js';
import { commitOf, PushOptions, pushTo } from '../support/github-push.js';

describe('a webhook', () => {
  let service: TestService;
  let api: ApiClient;
  let clock: ShiftedClock;
  let pipeline: Pipeline;

  beforeAll(async () => {
    clock = new ShiftedClock();
    service = await startService({ override: (builder) => builder.overrideProvider(Clock).useValue(clock) });
    api = service.api;
    pipeline = await api.createPipeline({ workbook_name: 'build' });
  });

  afterAll(() => service.close());

  const ledger = async (of: Pipeline = pipeline, query = '') =>
    (await api.get(`/v1/pipelines/${of.uuid}/deliveries${query}`).expect(200)).body as Record<
      string,
      unknown
    >[];
  const runs = async (of: Pipeline) =>
    (await api.get(`/v1/pipelines/${of.uuid}/executions?trigger=webhook`).expect(200)).body as {
      uuid: string;
    }[];
  const push = async (options: PushOptions, of: Pipeline = pipeline) =>
    (await pushTo(api, of, options).expect(202)).body as Record<string, string | null>;

  it('that is signed starts an execution, and both name each other', async () => {
    const answer = await push({ after: commitOf('signed'), delivery: 'signed-1' });
    expect(answer).toMatchObject({ verdict: 'started', reason: null, duplicate_of: null });
    const { body } = await api.get(new URL(String(answer.delivery_uri)).pathname).expect(200);
    expect(body).toMatchObject({
      uuid: answer.delivery_id,
      verdict: 'started',
      signature: 'valid',
      host: 'github',
      event: 'push',
      host_delivery_id: 'signed-1',
      remote_address: '127.0.0.1',
      ref: 'refs/heads/main',
      commit: commitOf('signed'),
      execution_id: answer.execution_id,
      headers: { 'user-agent': 'GitHub-Hookshot/0123456', 'x-github-event': 'push' },
      body_digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(body.rules[0]).toEqual({ rule: 'signature', passed: true, detail: expect.any(String) });
    const execution = await api.execution(String(answer.execution_id));
    expect(execution).toMatchObject({ trigger: 'webhook', delivery_uri: answer.delivery_uri });
    const { body: listed } = await api.get(new URL(String(pipeline.deliveries_uri)).pathname).expect(200);
    expect(listed[0]).toEqual(body);
  });

  it.each([
    ['unsigned', { secret: null }, 'missing'],
    ['signed with another secret', { secret: 'f'.repeat(64) }, 'invalid'],
  ])('that is %s is 401, names its row, and starts nothing', async (_, options, signature) => {
    const before = (await runs(pipeline)).length;
    const { body, headers } = await pushTo(api, pipeline, options).expect(401);
    expect(body.code).toBe('delivery.rejected');
    expect(headers['www-authenticate']).toBe('Webhook-Signature');
    const [row] = await ledger();
    expect(body.detail).toContain(row?.uuid);
    expect(row).toMatchObject({ verdict: 'rejected', signature, execution_id: null });
    expect(await runs(pipeline)).toHaveLength(before);
  });

  it('shows and keeps neither signatures nor tokens', async () => {
    const path = new URL(pipeline.trigger_uri).pathname;
    const token = 'the-token-of-the-host';
    await api
      .post(path)
      .set({ 'X-Gitlab-Event': 'Push Hook', 'X-Gitlab-Token': token, Authorization: token })
      .expect(401);
    const rows = await service.app.get(DataSource).query<object[]>('SELECT * FROM deliveries');
    const kept = JSON.stringify([rows, await ledger()]);
    expect(kept).not.toContain(token);
    expect(kept).not.toContain('sha256=');
    expect(kept).not.toContain(pipeline.trigger_secret);
  });

  it('signed with the secret from before a rotation is believed until the overlap is over', async () => {
    const of = await api.createPipeline({ workbook_name: 'build' });
    const rotate = `/v1/pipelines/${of.uuid}/trigger/rotate-secret`;
    const { body } = await api.post(rotate, { overlap: 60 }).expect(200);
    await push({ after: commitOf(1) }, of);
    await push({ after: commitOf(2), secret: body.trigger_secret }, of);
    clock.advance(61_000);
    await pushTo(api, of, { after: commitOf(3) }).expect(401);
    await push({ after: commitOf(4), secret: body.trigger_secret }, of);
  });

  it('that the host sends again is answered by the first, and starts nothing', async () => {
    const options = { after: commitOf('again'), delivery: 'again-1' };
    const first = await push(options);
    const again = await push(options);
    expect(again).toMatchObject({
      verdict: 'duplicate',
      delivery_id: first.delivery_id,
      duplicate_of: first.delivery_id,
      execution_id: first.execution_id,
    });
    expect(await ledger(pipeline, '?host_delivery_id=again-1')).toHaveLength(1);
  });

  it('that comes many times at once starts one execution, also under two names', async () => {
    const of = await api.createPipeline({ workbook_name: 'build' });
    const options = { before: commitOf('y'), after: commitOf('z') };
    const deliveries = ['one', 'two'].flatMap((delivery) =>
      Array.from({ length: 10 }, () => ({ ...options, delivery })),
    );
    const answers = await Promise.all(deliveries.map((each) => push(each, of)));
    expect(answers.filter(({ verdict }) => verdict === 'started')).toHaveLength(1);
    expect(new Set(answers.map(({ execution_id: id }) => id)).size).toBe(1);
    expect(await runs(of)).toHaveLength(1);
    const rows = await ledger(of);
    const started = rows.find(({ verdict }) => verdict === 'started');
    expect(rows.map(({ verdict }) => verdict).sort()).toEqual(['duplicate', 'started']);
    expect(rows.find(({ verdict }) => verdict === 'duplicate')?.duplicate_of).toBe(started?.uri);
  });

  describe('of a commit that was built on the ref before', () => {
    const verdicts = async (steps: readonly PushOptions[]) => {
      const of = await api.createPipeline({ workbook_name: 'build' });
      const found: unknown[] = [];
      for (const step of steps) found.push((await push(step, of)).verdict);
      return found;
    };
    const [a, b] = [commitOf('a'), commitOf('b')];
    const none = '0'.repeat(40);

    it('builds it again when the ref went elsewhere and was forced back', async () => {
      const there = { before: a, after: b };
      const back = { before: b, after: a };
      expect(await verdicts([there, back, there, back])).toEqual([
        'started',
        'started',
        'started',
        'started',
      ]);
    });

    it('does not when the same push comes from a second webhook of the host, even after the next push', async () => {
      const first = { before: none, after: a };
      const next = { before: a, after: b };
      expect(await verdicts([first, next, first, next])).toEqual([
        'started',
        'started',
        'duplicate',
        'duplicate',
      ]);
    });

    it('builds it again when a tag was deleted and set anew', async () => {
      const tag = { ref: 'refs/tags/v1', before: none, after: a };
      const gone = { ref: 'refs/tags/v1', before: a, after: none, deleted: true };
      expect(await verdicts([tag, gone, tag])).toEqual(['started', 'ignored', 'started']);
    });

    it('builds it on another ref', async () => {
      const at = (ref: string) => ({ ref, before: none, after: a });
      expect(await verdicts([at('refs/heads/x'), at('refs/heads/y')])).toEqual(['started', 'started']);
    });
  });

  it('without a commit builds each time', async () => {
    const of = await api.createPipeline({ workbook_name: 'build', trigger: { unsigned: 'allowed' } });
    const path = new URL(of.trigger_uri).pathname;
    for (let time = 0; time < 2; time += 1)
      expect((await api.post(path).expect(202)).body.verdict).toBe('started');
    expect(await runs(of)).toHaveLength(2);
  });

  it('that a filter ignores says which, and is judged anew when the host sends it again after the filter was changed', async () => {
    const of = await api.createPipeline({
      workbook_name: 'build',
      trigger: { filters: { branches: ['main'] } },
    });
    const options = { ref: 'refs/heads/docs', after: commitOf('docs'), delivery: 'docs-1' };
    const ignored = await push(options, of);
    expect(ignored).toMatchObject({
      verdict: 'ignored',
      execution_id: null,
      reason: expect.stringMatching(/docs.*main/),
    });
    expect((await push(options, of)).delivery_id).toBe(ignored.delivery_id);
    const [row] = await ledger(of, '?verdict=ignored');
    expect(row).toMatchObject({ ref: 'refs/heads/docs', commit: commitOf('docs') });
    expect((row?.rules as object[]).at(-1)).toMatchObject({ rule: 'filter.branches', passed: false });

    const settings = `/v1/pipelines/${of.uuid}/trigger`;
    await api.put(settings, { filters: { branches: [] } }).expect(200);
    const started = await push(options, of);
    expect(started.verdict).toBe('started');
    await api.put(settings, { filters: { branches: ['main'] } }).expect(200);
    expect(await push(options, of)).toMatchObject({
      verdict: 'duplicate',
      execution_id: started.execution_id,
    });
  });

  it('whose body says nothing readable is taken, and says so', async () => {
    const answer = await push({ body: '{"ref":' });
    expect(answer).toMatchObject({ verdict: 'ignored', reason: expect.stringMatching(/not JSON/) });
  });

  it('beyond the rate limit is 429 until the minute is over; of a flood one row is kept', async () => {
    const of = await api.createPipeline({ workbook_name: 'build', trigger: { rate_limit: 3 } });
    clock.advance(60_000 - (clock.now().getTime() % 60_000) + 1000);
    for (let name = 0; name < 3; name += 1) await push({ after: commitOf(name) }, of);
    for (let name = 3; name < 8; name += 1) {
      const { body, headers } = await pushTo(api, of, { after: commitOf(name) }).expect(429);
      expect(body.code).toBe('trigger.rate_limited');
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
    }
    const limited = await ledger(of, '?verdict=rate_limited');
    expect(limited).toMatchObject([{ refused_more: 4, execution_id: null, commit: commitOf(3) }]);
    await redeliver(of, limited[0]?.uuid).expect(202);

    for (let time = 0; time < 5; time += 1) {
      const status = time < 3 ? 401 : 429;
      await pushTo(api, of, { secret: null }).expect(status);
    }
    expect(await ledger(of, '?verdict=rejected')).toHaveLength(3);
    clock.advance(60_000);
    expect((await push({ after: commitOf(8) }, of)).verdict).toBe('started');
    expect(await runs(of)).toHaveLength(5);
  });

  const redeliver = (of: Pipeline, id: unknown) =>
    api.post(`/v1/pipelines/${of.uuid}/deliveries/${String(id)}/redeliver`);

  it('can be judged again by a user, whose name the execution bears', async () => {
    const of = await api.createPipeline({
      workbook_name: 'build',
      trigger: { filters: { branches: ['main'] } },
    });
    const ignored = await push({ ref: 'refs/heads/docs', after: commitOf('docs') }, of);
    const still = await redeliver(of, ignored.delivery_id).expect(202);
    expect(still.body).toMatchObject({
      verdict: 'ignored',
      redelivery_of: ignored.delivery_uri,
      redelivered_by: 'developer',
    });
    await api.put(`/v1/pipelines/${of.uuid}/trigger`, { filters: { branches: [] } }).expect(200);
    const { body } = await redeliver(of, still.body.uuid).set('Idempotency-Key', 'once').expect(202);
    expect(body).toMatchObject({
      verdict: 'started',
      commit: commitOf('docs'),
      redelivery_of: ignored.delivery_uri,
    });
    const execution = await api.execution(body.execution_id);
    expect(execution).toMatchObject({
      commit: commitOf('docs'),
      started_by: 'developer',
      delivery_uri: body.uri,
    });
    const again = await redeliver(of, still.body.uuid).set('Idempotency-Key', 'once').expect(202);
    expect(again.body.uuid).toBe(body.uuid);
    expect(await runs(of)).toHaveLength(1);
  });

  it('that was not believed is not made believable by a user’s word, only by the trigger’s settings', async () => {
    const of = await api.createPipeline({ workbook_name: 'build' });
    await pushTo(api, of, { secret: 'wrong', after: commitOf('forged') }).expect(401);
    await pushTo(api, of, { secret: null, after: commitOf('unsigned') }).expect(401);
    const [unsigned, forged] = await ledger(of);
    for (const row of [unsigned, forged])
      expect((await redeliver(of, row?.uuid).expect(409)).body.code).toBe('delivery.rejected');
    await api.put(`/v1/pipelines/${of.uuid}/trigger`, { unsigned: 'allowed' }).expect(200);
    await redeliver(of, forged?.uuid).expect(409);
    expect((await redeliver(of, unsigned?.uuid).expect(202)).body).toMatchObject({ verdict: 'started' });
  });

  it('of unknown kind of host is verified by our own header', async () => {
    const body = JSON.stringify({ ref: 'refs/heads/main', commit: commitOf('plain') });
    const signature = createHmac('sha256', pipeline.trigger_secret).update(body).digest('hex');
    const { body: answer } = await api
      .post(new URL(pipeline.trigger_uri).pathname)
      .set({ 'Content-Type': 'application/json', 'X-Solum-Signature-256': `sha256=${signature}` })
      .send(body)
      .expect(202);
    expect(answer.verdict).toBe('started');
  });

  it('leaves a row that goes with its pipeline, and that other pipelines do not have', async () => {
    const of = await api.createPipeline({ workbook_name: 'build' });
    const { delivery_id: id } = await push({ after: commitOf('gone') }, of);
    await api.get(`/v1/pipelines/${pipeline.uuid}/deliveries/${id}`).expect(404);
    await redeliver(pipeline, id).expect(404);
    await api.delete(`/v1/pipelines/${of.uuid}`).expect(204);
    await api.get(`/v1/pipelines/${of.uuid}/deliveries`).expect(404);
    const rows = `SELECT id FROM deliveries WHERE pipeline_id = '${of.uuid}'`;
    expect(await service.app.get(DataSource).query(rows)).toEqual([]);
    await pushTo(api, of).expect(404);
  });

  it('is listed page by page, the newest first', async () => {
    const of = await api.createPipeline({ workbook_name: 'build' });
    for (let name = 0; name < 5; name += 1) await push({ after: commitOf(name) }, of);
    const first = await api.get(`/v1/pipelines/${of.uuid}/deliveries?limit=2`).expect(200);
    const next = /<([^>]+)>; rel="next"/.exec(String(first.headers.link))?.[1] ?? '';
    const second = await api.get(next.replace(service.config.publicUrl, '')).expect(200);
    const commits = [...first.body, ...second.body].map(({ commit }: { commit: string }) => commit);
    expect(commits).toEqual([4, 3, 2, 1].map(commitOf));
  });
});

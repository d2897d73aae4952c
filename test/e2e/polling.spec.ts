import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Pipeline } from '../support/api-client.js';
import { GitRepository } from '../support/git-repository.js';
import { type ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { startService, type TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

const WORKBOOK = "version: '2.0'\nname: passes\nworkflows: {main: {tasks: {only: {action: std.noop}}}}\n";

interface Delivery {
  readonly [field: string]: unknown;
  readonly uuid: string;
}

describe('a repository that is looked at', () => {
  let scratch: ScratchDatabase;
  let services: TestService[];
  let repository: GitRepository;
  let pipeline: Pipeline;
  let made = 0;

  beforeAll(async () => {
    scratch = await scratchDatabase();
    const first = await startService({ database: scratch });
    services = [first, await startService({ database: scratch })];
    await first.api.post('/v1/workbooks', { definition: WORKBOOK }).expect(201);
  });

  afterAll(async () => {
    for (const service of services) await service.close();
    await scratch.drop();
  });

  beforeEach(async () => {
    repository = await GitRepository.make(join(scratch.dataDir, `repository-${(made += 1)}`));
    await repository.commit({ a: '1' });
    const artifacts = [{ name: 'web', content: { href: `file://${repository.path}` } }];
    const plan = await api().createPlan({ artifacts });
    pipeline = await api().createPipeline({ workbook_name: 'passes', plan_uri: plan.uri });
  });

  const api = () => (services[0] as TestService).api;
  const path = (): string => `/v1/pipelines/${pipeline.uuid}`;

  /** Has it looked at, and answers what came of that. */
  async function look(): Promise<Record<string, unknown>> {
    const { body: before } = await api().put(`${path()}/polling`, { interval: 3600 }).expect(200);
    return until(async () => {
      const { body } = await api().get(`${path()}/polling`).expect(200);
      return body.last_poll_at !== before.last_poll_at && (body as Record<string, unknown>);
    });
  }

  async function deliveries(): Promise<Delivery[]> {
    return (await api().get(`${path()}/deliveries?sort=received_at:asc`).expect(200)).body as Delivery[];
  }

  it('is taken as it is at first; a commit that no webhook told of is built afterwards, once', async () => {
    expect(await look()).toMatchObject({ interval: 3600, last_error: null, last_started: 0 });
    expect(await deliveries()).toEqual([]);
    const commit = await repository.commit({ a: '2' });
    expect(await look()).toMatchObject({ last_started: 1 });
    expect(await look()).toMatchObject({ last_started: 0 });
    const [delivery, ...others] = await deliveries();
    expect(others).toEqual([]);
    expect(delivery).toMatchObject({ host: 'poller', verdict: 'started', ref: 'refs/heads/trunk', commit });
    const execution = await api().ended(String(delivery?.execution_id));
    expect(execution).toMatchObject({ commit, ref: 'refs/heads/trunk', state: 'SUCCESS' });
  });

  it('is built by the filters of the trigger, tags as well as branches', async () => {
    await api()
      .put(`${path()}/trigger`, { filters: { branches: ['release/*'] } })
      .expect(200);
    await look();
    await repository.commit({ a: '2' });
    await repository.git('branch', 'release/1');
    await repository.git('tag', '-a', 'v1', '-m', 'one');
    expect(await look()).toMatchObject({ last_started: 2 });
    expect((await deliveries()).map(({ ref }) => ref).sort()).toEqual([
      'refs/heads/release/1',
      'refs/tags/v1',
    ]);
    const head = await repository.git('rev-parse', 'HEAD');
    expect((await deliveries()).map(({ commit }) => commit)).toEqual([head, head]);
  });

  it('starts nothing for what a webhook has told of, and a webhook that comes later is its duplicate', async () => {
    await api().put(`${path()}/trigger`, { unsigned: 'allowed' }).expect(200);
    await look();
    const before = await repository.git('rev-parse', 'HEAD');
    const told = await repository.commit({ a: '2' });
    const trigger = new URL(pipeline.trigger_uri).pathname;
    const push = (from: string, to: string) =>
      api()
        .post(trigger, { ref: 'refs/heads/trunk', before: from, after: to })
        .set('X-GitHub-Event', 'push')
        .expect(202);
    await push(before, told);
    expect(await look()).toMatchObject({ last_started: 0 });
    const missed = await repository.commit({ a: '3' });
    expect(await look()).toMatchObject({ last_started: 1 });
    await push(told, missed);
    expect((await deliveries()).map(({ verdict }) => verdict)).toEqual(['started', 'started', 'duplicate']);
  });

  it('builds an annotated tag once, whether its webhook names the tag or its commit', async () => {
    await api().put(`${path()}/trigger`, { unsigned: 'allowed' }).expect(200);
    await look();
    const trigger = new URL(pipeline.trigger_uri).pathname;
    for (const [name, what] of [
      ['v1', 'v1'],
      ['v2', 'v2^{}'],
    ] as const) {
      await repository.git('tag', '-a', name, '-m', 'a release');
      const commit = await repository.git('rev-parse', what);
      await api()
        .post(trigger, { ref: `refs/tags/${name}`, commit })
        .expect(202);
    }
    expect(await look()).toMatchObject({ last_started: 0 });
    expect((await deliveries()).map(({ verdict }) => verdict)).toEqual(['started', 'started']);
  });

  it('whose host hangs does not hold up the others', async () => {
    const sockets: Socket[] = [];
    const hanging = createServer((socket) => void sockets.push(socket.on('error', () => {})));
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
    const { port } = hanging.address() as AddressInfo;
    const artifacts = [{ name: 'web', content: { href: `git://127.0.0.1:${port}/team/shop.git` } }];
    const plan = await api().createPlan({ artifacts });
    const other = await api().createPipeline({ workbook_name: 'passes', plan_uri: plan.uri });
    await api().put(`/v1/pipelines/${other.uuid}/polling`, { interval: 3600 }).expect(200);
    await until(() => sockets.length > 0);
    expect(await look()).toMatchObject({ last_error: null });
    for (const socket of sockets) socket.destroy();
    hanging.close();
  });

  it('that cannot be read says so, and is looked at less often', async () => {
    const artifacts = [{ name: 'web', content: { href: `file://${scratch.dataDir}/nowhere` } }];
    const plan = await api().createPlan({ artifacts });
    await api().put(path(), { plan_uri: plan.uri }).expect(200);
    const found = await look();
    expect(found).toMatchObject({ failures: 1, last_error: expect.stringMatching(/cannot be read/) });
    expect(Date.parse(String(found.next_poll_at)) - Date.now()).toBeGreaterThan(7_000_000);
  });

  it('is looked at every minute at the most, and no more once that is deleted', async () => {
    for (const interval of [59, 1.5, '60', null, 86_401])
      await api().put(`${path()}/polling`, { interval }).expect(400);
    await look();
    await api().delete(`${path()}/polling`).expect(204);
    await api().get(`${path()}/polling`).expect(404);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Pipeline } from '../support/api-client.js';
import { GitRepository } from '../support/git-repository.js';
import { MortalServices } from '../support/mortal-services.js';
import { answer, ScriptedServer } from '../support/scripted-server.js';
import { type ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const WORKBOOK = "version: '2.0'\nname: passes\nworkflows: {main: {tasks: {only: {action: std.noop}}}}\n";
const KILLS = 3;
const MOST_STEPS_BEFORE_A_KILL = 6;
const PATIENCE_MS = 60_000;

describe('what goes to and comes from a git host while the service is killed', () => {
  let host: ScriptedServer;
  let database: ScratchDatabase;
  let services: MortalServices;
  let repository: GitRepository;
  let steps = 0;
  let over = false;

  beforeAll(async () => {
    host = await ScriptedServer.start();
    host.script(answer(201));
    database = await scratchDatabase();
    services = await MortalServices.start(database, {
      SOLUM_WORKFLOW_ENGINE: 'embedded',
      SOLUM_LOG_LEVEL: 'warn',
      SOLUM_SOURCE_PROTOCOLS: 'https,file',
      SOLUM_STATUS_API_URLS: host.url,
    });
    await services.ask((api) => api.put('/v1/workbooks/passes', { definition: WORKBOOK }));
    repository = await GitRepository.make(join(database.dataDir, 'repository'));
    await repository.commit({ a: '0' });
  }, 90_000);

  afterAll(async () => {
    await services.stop();
    await database.drop();
    await host.stop();
  });

  async function pipelineOf(href: string): Promise<Pipeline> {
    const plan = await services.anyone.createPlan({ artifacts: [{ name: 'web', content: { href } }] });
    return services.anyone.createPipeline({ workbook_name: 'passes', plan_uri: plan.uri });
  }

  const list = async (path: string): Promise<Record<string, unknown>[]> =>
    (await services.ask((api) => api.get(path))).body as Record<string, unknown>[];

  async function kill(): Promise<void> {
    while (services.kills < KILLS) {
      const enough = steps + Math.random() * MOST_STEPS_BEFORE_A_KILL;
      await until(() => steps >= enough, PATIENCE_MS);
      await services.killOne();
    }
    await services.killAll();
    over = true;
  }

  /** Has the repository looked at, again and again, until `isDone`. */
  async function look(path: string, isDone: () => Promise<boolean>): Promise<void> {
    await until(async () => {
      await services.ask((api) => api.put(`${path}/polling`, { interval: 3600 }));
      return until(isDone, 2_000);
    }, PATIENCE_MS);
  }

  /** Commits, and waits until the one that it made is built. */
  async function commit(path: string): Promise<string> {
    const sha = await repository.commit({ a: String((steps += 1)) });
    await look(path, async () => (await list(`${path}/deliveries?commit=${sha}`)).length > 0);
    return sha;
  }

  /** Runs it for a commit of its own. */
  async function run(path: string): Promise<string> {
    const sha = randomBytes(20).toString('hex');
    await services.ask((api) => api.post(`${path}/executions`, { commit: sha }).set('Idempotency-Key', sha));
    steps += 1;
    await until(
      async () => (await list(`${path}/executions?commit=${sha}`))[0]?.state === 'SUCCESS',
      PATIENCE_MS,
    );
    return sha;
  }

  async function whileItIsKilled(step: () => Promise<string>): Promise<string[]> {
    const made: string[] = [];
    while (!over) made.push(await step());
    return made;
  }

  const statesAtTheHost = (sha: string): string[] =>
    host.received
      .filter(({ url }) => url.endsWith(sha))
      .map(({ body }) => (JSON.parse(body) as { state: string }).state);

  it('builds each commit that no webhook told of once, and each commit shows its last state', async () => {
    const { uuid: polled } = await pipelineOf(`file://${repository.path}`);
    const { uuid: shown } = await pipelineOf('https://git.example.org/team/shop.git');
    const [looking, showing] = [`/v1/pipelines/${polled}`, `/v1/pipelines/${shown}`];
    await look(looking, async () => {
      const { body } = await services.ask((api) => api.get(`${looking}/polling`));
      return body.last_poll_at !== null;
    });
    await services.ask((api) =>
      api.put(`${showing}/status-reporting`, { host: 'github', api_url: host.url, token: 'ghp-killed' }),
    );
    const [built, reported] = await Promise.all([
      whileItIsKilled(() => commit(looking)),
      whileItIsKilled(() => run(showing)),
      kill(),
    ]);
    expect([built.length, reported.length].every((count) => count > 0)).toBe(true);
    for (const sha of built) {
      expect(await list(`${looking}/deliveries?commit=${sha}`)).toMatchObject([{ verdict: 'started' }]);
      expect(await list(`${looking}/executions?commit=${sha}`)).toHaveLength(1);
    }
    for (const sha of reported) {
      await until(async () => {
        const [status] = await list(`${showing}/commit-statuses?sha=${sha}`);
        return status?.delivery === 'sent' && status.state === 'success';
      }, PATIENCE_MS);
      const states = statesAtTheHost(sha);
      expect(states.filter((state, index) => state !== states[index - 1]).join()).toMatch(
        /^(pending,)?success$/,
      );
    }
  }, 180_000);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AddressInfo, createServer, type Server } from 'node:net';
import request from 'supertest';
import { GitHosts } from '../../src/modules/triggers/domain/git-host.js';
import type { Pipeline } from '../support/api-client.js';
import { SampleRepository } from '../support/sample-repository.js';
import { answer, ScriptedServer } from '../support/scripted-server.js';
import { startService, type TestService } from '../support/test-service.js';
import { until } from '../support/until.js';
import { BITBUCKET_WEBHOOKS } from '../support/webhooks/bitbucket-webhooks.js';
import { GITEA_WEBHOOKS } from '../support/webhooks/gitea-webhooks.js';
import { githubExamples } from '../support/webhooks/github-examples.js';
import { GITHUB_WEBHOOKS } from '../support/webhooks/github-webhooks.js';
import { GITLAB_WEBHOOKS } from '../support/webhooks/gitlab-webhooks.js';
import { PLAIN_WEBHOOKS } from '../support/webhooks/plain-webhooks.js';
import { SIGNATURES } from '../support/webhooks/sign-webhook.js';
import { COMMIT, REBUILD, type WebhookCase } from '../support/webhooks/webhook-case.js';
import { requestOf } from '../support/webhooks/webhook-requests.js';

type Webhook = Pick<WebhookCase, 'headers' | 'payload'>;

const WEBHOOKS: readonly Webhook[] = [
  ...[GITHUB_WEBHOOKS, GITLAB_WEBHOOKS, GITEA_WEBHOOKS, BITBUCKET_WEBHOOKS, PLAIN_WEBHOOKS].flat(),
  ...githubExamples()
    .filter(({ event }) => ['push', 'pull_request', 'issue_comment', 'status', 'create'].includes(event))
    .map(({ event, payload }) => ({ headers: { 'X-GitHub-Event': event }, payload })),
];
const PASSES = "version: '2.0'\nname: passes\nworkflows: {main: {tasks: {only: {action: std.noop}}}}\n";
const ADDRESS = /\b(https?|git|ssh|wss?):\/\/[^/"\s]+|\bgit@[\w.-]+:/g;

/** Its payloads name somebody's server wherever they name one, and a token of the service's would be theirs. */
describe('the addresses in a payload', () => {
  let somebody: Server;
  let callers: number;
  let statuses: ScriptedServer;
  let repository: SampleRepository;
  let service: TestService;

  beforeAll(async () => {
    callers = 0;
    somebody = createServer((socket) => {
      callers += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => somebody.listen(0, '127.0.0.1', resolve));
    statuses = await ScriptedServer.start();
    statuses.script(answer(201));
    repository = await SampleRepository.make();
    service = await startService({
      environment: { SOLUM_WORKFLOW_ENGINE: 'embedded', SOLUM_STATUS_API_URLS: statuses.url },
    });
    await service.api.post('/v1/workbooks', { definition: PASSES }).expect(201);
  });

  afterAll(async () => {
    await service.close();
    await repository.remove();
    await statuses.stop();
    await new Promise((resolve) => somebody.close(resolve));
  });

  async function pipelineOf(href: string, workbook: string): Promise<Pipeline> {
    const artifact = { name: 'web', content: { href }, repo_token: 'never-to-be-seen', unittest_cmd: 'true' };
    const { uri } = await service.api.createPlan({ artifacts: [artifact] });
    return service.api.createPipeline({
      plan_uri: uri,
      workbook_name: workbook,
      trigger: { rate_limit: 60_000, filters: { events: [], rebuild_phrase: REBUILD } },
    });
  }

  /** The same webhook, about another commit, with every address in it led astray. */
  function astray({ headers, payload }: Webhook, commit: string): Webhook {
    const url = `http://127.0.0.1:${(somebody.address() as AddressInfo).port}`;
    const text = JSON.stringify(payload ?? {})
      .replaceAll(ADDRESS, (found) => (found.startsWith('git@') ? `${url}/` : url))
      .replaceAll(COMMIT, commit);
    return { headers, payload: JSON.parse(text) as unknown };
  }

  async function post(webhook: Webhook, { trigger_uri: uri, trigger_secret: secret }: Pipeline) {
    const { rawBody } = requestOf(webhook);
    const { name } = service.app.get(GitHosts, { strict: false }).of(requestOf(webhook));
    const { body } = await request(service.api.url)
      .post(new URL(uri).pathname)
      .set(webhook.headers)
      .set(SIGNATURES[name](String(secret), rawBody))
      .type('json')
      .send(rawBody.toString())
      .expect(202);
    return body.verdict === 'started' ? [String(body.execution_id)] : [];
  }

  async function runAll(pipeline: Pipeline, commit: string) {
    const started: string[] = [];
    for (const webhook of WEBHOOKS) started.push(...(await post(astray(webhook, commit), pipeline)));
    return Promise.all(started.map((id) => service.api.ended(id, 60_000)));
  }

  it('are asked for nothing: not to fetch from, not to report to', async () => {
    const commit = await repository.greet('hello');
    const runs = await runAll(await pipelineOf(repository.href, 'unit_test'), commit);
    expect(runs.filter(({ state }) => state === 'SUCCESS').length).toBeGreaterThan(5);

    const reported = await pipelineOf('https://git.example.org/team/shop.git', 'passes');
    const reporting = { host: 'github', api_url: statuses.url, token: 'the-token-of-statuses' };
    await service.api.put(`/v1/pipelines/${reported.uuid}/status-reporting`, reporting).expect(200);
    expect((await runAll(reported, commit)).length).toBeGreaterThan(5);
    await until(() => statuses.received.some(({ body }) => body.includes('"success"')));
    expect(callers).toBe(0);
  }, 120_000);
});

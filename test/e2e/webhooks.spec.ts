import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request, { type Response } from 'supertest';
import { judgeEvent } from '../../src/modules/triggers/domain/judge-event.js';
import { GitHosts } from '../../src/modules/triggers/domain/git-host.js';
import {
  DEFAULT_TRIGGER_FILTERS,
  type TriggerFilters,
} from '../../src/modules/pipelines/domain/trigger-filters.js';
import { Pipeline } from '../support/api-client.js';
import { startService, TestService } from '../support/test-service.js';
import { BITBUCKET_WEBHOOKS } from '../support/webhooks/bitbucket-webhooks.js';
import { GITEA_WEBHOOKS } from '../support/webhooks/gitea-webhooks.js';
import { githubExamples } from '../support/webhooks/github-examples.js';
import { GITHUB_WEBHOOKS } from '../support/webhooks/github-webhooks.js';
import { GITLAB_WEBHOOKS } from '../support/webhooks/gitlab-webhooks.js';
import { PLAIN_WEBHOOKS } from '../support/webhooks/plain-webhooks.js';
import { SIGNATURES, standardSignature } from '../support/webhooks/sign-webhook.js';
import { REBUILD, WebhookCase } from '../support/webhooks/webhook-case.js';
import { requestOf } from '../support/webhooks/webhook-requests.js';

type Webhook = Pick<WebhookCase, 'headers' | 'payload'>;

const DELIVERY_ID = /delivery|uuid|request-id|^webhook-id$|idempotency-key/i;

/** The same webhook under another name, as the ledger takes each delivery once. */
function asNewDelivery(headers: Webhook['headers']): Webhook['headers'] {
  const named = Object.entries(headers).map(([name, value]) => [
    name,
    DELIVERY_ID.test(name) ? randomUUID() : value,
  ]);
  return Object.fromEntries(named) as Webhook['headers'];
}

/** Everything that a trigger can take. */
const FILTERS: TriggerFilters = { ...DEFAULT_TRIGGER_FILTERS, events: [], rebuildPhrase: REBUILD };

describe('a trigger', () => {
  let service: TestService;
  let pipeline: Pipeline;
  let path: string;
  let secret: string;

  beforeAll(async () => {
    service = await startService({ log: () => undefined });
    pipeline = await service.api.createPipeline({
      workbook_name: 'unit_test',
      trigger: { rate_limit: 60_000, filters: { events: [], rebuild_phrase: REBUILD } },
    });
    path = new URL(pipeline.trigger_uri).pathname;
    secret = String(pipeline.trigger_secret);
  });

  afterAll(() => service.close());

  const hostOf = (webhook: Webhook) => service.app.get(GitHosts, { strict: false }).of(requestOf(webhook));

  /** Posts it signed as its host signs, or as `signature` says. */
  async function post(webhook: Webhook, signature?: Record<string, string>): Promise<Response> {
    const { rawBody } = requestOf(webhook);
    const call = request(service.api.url)
      .post(path)
      .set(asNewDelivery(webhook.headers))
      .set(signature ?? SIGNATURES[hostOf(webhook).name](secret, rawBody));
    return webhook.payload === undefined ? call : call.type('json').send(rawBody.toString());
  }

  /** Posts it, and expects the verdict that the domain gives the same request, with every rule. */
  async function expectVerdict(webhook: Webhook): Promise<'started' | 'ignored'> {
    const event = hostOf(webhook).read(requestOf(webhook));
    const verdict = judgeEvent(event, FILTERS);
    const { status, body } = await post(webhook);
    expect([event.name, status]).toEqual([event.name, 202]);
    // Several examples are about the same commit.
    if (verdict.outcome === 'build') expect(['started', 'duplicate']).toContain(body.verdict);
    else expect(body).toMatchObject({ verdict: 'ignored', reason: verdict.rules.at(-1)?.detail });
    const delivery = await service.api.get(new URL(body.delivery_uri).pathname).expect(200);
    expect(delivery.body).toMatchObject({ signature: 'valid', verdict: body.verdict });
    expect(delivery.body.rules.slice(0, verdict.rules.length + 1)).toEqual([
      { rule: 'signature', passed: true, detail: expect.any(String) },
      ...verdict.rules,
    ]);
    return verdict.outcome === 'build' ? 'started' : 'ignored';
  }

  it('gives every example that GitHub publishes a verdict', async () => {
    const verdicts: string[] = [];
    for (const { event, payload } of githubExamples())
      verdicts.push(await expectVerdict({ headers: { 'X-GitHub-Event': event }, payload }));
    expect(verdicts.length).toBeGreaterThan(700);
    expect(new Set(verdicts)).toEqual(new Set(['started', 'ignored']));
  }, 120_000);

  const hosts: [string, readonly WebhookCase[]][] = [
    ['GitHub', GITHUB_WEBHOOKS],
    ['GitLab', GITLAB_WEBHOOKS],
    ['Gitea', GITEA_WEBHOOKS],
    ['Bitbucket', BITBUCKET_WEBHOOKS],
    ['plain', PLAIN_WEBHOOKS],
  ];

  it.each(hosts)('gives each webhook of %s a verdict', async (_, webhooks) => {
    for (const webhook of webhooks) await expectVerdict(webhook);
  });

  it.each(hosts)(
    'believes none of %s that is signed with another secret, or not at all',
    async (_, webhooks) => {
      for (const webhook of webhooks) {
        const forged = SIGNATURES[hostOf(webhook).name]('another secret', requestOf(webhook).rawBody);
        for (const signature of [forged, {}]) {
          const { status, body } = await post(webhook, signature);
          expect([webhook.title, status, body.execution_id]).toEqual([webhook.title, 401, undefined]);
        }
      }
    },
  );

  it('believes what GitLab signs with the same secret as Standard Webhooks', async () => {
    const [push] = GITLAB_WEBHOOKS;
    if (push === undefined) throw new Error('There is no webhook of GitLab.');
    const key = Buffer.from(secret, 'hex');
    const signature = standardSignature(key, requestOf(push).rawBody, { id: randomUUID(), at: new Date() });
    expect((await post(push, signature)).status).toBe(202);
  });

  it('answers what is no JSON with a verdict too, for its host would send it again and again', async () => {
    for (const body of ['{', 'null', '"text"', '{"__proto__": {"ref": 5}}', '\ufeff', '['.repeat(10_000)]) {
      const answer = await request(service.api.url)
        .post(path)
        .set({ 'X-GitHub-Event': 'push', 'Content-Type': 'application/json' })
        .set(SIGNATURES.github(secret, Buffer.from(body)))
        .send(body);
      expect([body.slice(0, 20), answer.status, answer.body.verdict]).toEqual([
        body.slice(0, 20),
        202,
        'ignored',
      ]);
    }
  });

  it('refuses filters that are globs of another kind, instead of never matching them', async () => {
    const settings = `${new URL(pipeline.uri).pathname}/trigger`;
    for (const [field, pattern] of [
      ['branches', '{main,next}'],
      ['tags', 'v[0-9]*'],
      ['paths', ''],
    ] as const) {
      const filters = { [field]: ['ok/**', pattern] };
      const { body } = await service.api.put(settings, { filters }).expect(400);
      expect(body.errors).toEqual([
        { pointer: `/filters/${field}`, detail: expect.stringContaining('*, ** and ?') },
      ]);
    }
  });

  it('takes larger bodies than other routes, for pushes of many commits are large', async () => {
    const commits = Array.from({ length: 2000 }, (_, at) => ({ id: at, message: 'x'.repeat(1000) }));
    const large = { headers: { 'X-GitHub-Event': 'issues' }, payload: { action: 'opened', commits } };
    expect(await expectVerdict(large)).toBe('ignored');
    const { body } = await service.api.post('/v1/plans', large.payload).expect(413);
    expect(body.status).toBe(413);
    await service.api.post(path, { filling: 'x'.repeat(service.config.bodies.largestWebhook) }).expect(413);
  });
});

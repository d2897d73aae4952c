import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BITBUCKET_WEBHOOKS } from '../../../../../test/support/webhooks/bitbucket-webhooks.js';
import { GITEA_WEBHOOKS } from '../../../../../test/support/webhooks/gitea-webhooks.js';
import { githubExamples } from '../../../../../test/support/webhooks/github-examples.js';
import { GITHUB_WEBHOOKS } from '../../../../../test/support/webhooks/github-webhooks.js';
import { GITLAB_WEBHOOKS } from '../../../../../test/support/webhooks/gitlab-webhooks.js';
import { PLAIN_WEBHOOKS } from '../../../../../test/support/webhooks/plain-webhooks.js';
import { EARLIER, REBUILD, WebhookCase } from '../../../../../test/support/webhooks/webhook-case.js';
import { requestOf, webhookRequest } from '../../../../../test/support/webhooks/webhook-requests.js';
import { SimulatedClock } from '../../../../shared/domain/simulated-clock.js';
import type { TriggerFilters } from '../../../pipelines/index.js';
import { GitHostName, WebhookRequest } from '../../domain/git-host.js';
import { judgeEvent, Verdict } from '../../domain/judge-event.js';
import { RULES } from '../../domain/rule-trace.js';
import { knownGitHosts } from './known-hosts.js';

const EVERYTHING: TriggerFilters = {
  branches: [],
  tags: [],
  paths: [],
  events: [],
  skipCi: true,
  rebuildPhrase: REBUILD,
};
const hosts = knownGitHosts(new SimulatedClock());
const judge = (request: WebhookRequest, filters: Partial<TriggerFilters> = {}): Verdict =>
  judgeEvent(hosts.of(request).read(request), { ...EVERYTHING, ...filters });

/** What holds of every verdict, whatever came. */
function expectSound({ outcome, rules, ref, commit }: Verdict): void {
  expect(rules.length).toBeGreaterThan(0);
  for (const { rule, detail } of rules) {
    expect(RULES).toContain(rule);
    expect(detail).toMatch(/^[^\p{Cc}]+$/u);
  }
  expect(rules.at(-1)?.passed).toBe(outcome === 'build');
  if (outcome === 'build') {
    expect(rules.every(({ passed }) => passed)).toBe(true);
    expect(ref ?? 'refs/heads/x').toMatch(/^refs\/(heads|tags|pull)\/[^-\s]\S*$/);
    expect(commit ?? 'a'.repeat(40)).toMatch(/^([0-9a-f]{40}|[0-9a-f]{64})$/);
  } else expect([ref, commit]).toEqual([null, null]);
}

const CASES: [GitHostName, readonly WebhookCase[]][] = [
  ['github', GITHUB_WEBHOOKS],
  ['gitlab', GITLAB_WEBHOOKS],
  ['gitea', GITEA_WEBHOOKS],
  ['bitbucket', BITBUCKET_WEBHOOKS],
  ['plain', PLAIN_WEBHOOKS],
];

describe.each(CASES)('of %s', (host, cases) => {
  it.each(cases.map((each) => [each.title, each] as const))('%s', (_title, each) => {
    const request = requestOf(each);
    expect(hosts.of(request).name).toBe(host);
    const verdict = judge(request);
    expectSound(verdict);
    if ('rule' in each.expected) {
      expect(verdict.outcome).toBe('ignored');
      expect(verdict.rules.at(-1)).toMatchObject({ rule: each.expected.rule });
    } else expect(verdict).toMatchObject({ outcome: 'build', ...each.expected });
  });
});

describe.each(CASES.filter(([host]) => host !== 'plain'))('a push of %s', (_host, cases) => {
  it('says where its ref was before', () => {
    const pushed = cases.map(requestOf).map((request) => hosts.of(request).read(request));
    const places = pushed.flatMap((event) => (event.kind === 'push' ? event.changes : []));
    expect(places.map(({ before }) => before)).toContain(EARLIER);
  });
});

describe('every payload that GitHub publishes as an example', () => {
  const examples = githubExamples();

  it('is there', () => {
    expect(examples.length).toBeGreaterThan(700);
    expect(new Set(examples.map(({ event }) => event)).size).toBeGreaterThan(50);
  });

  it('is read, and gets a verdict with its rule', () => {
    const unreadable: string[] = [];
    for (const { event, payload } of examples) {
      const request = requestOf({ headers: { 'X-GitHub-Event': event }, payload });
      expect(hosts.of(request).name).toBe('github');
      const verdict = judge(request);
      expectSound(verdict);
      if (verdict.rules[0]?.rule === 'event.readable') unreadable.push(`${event}.${String(payload.action)}`);
    }
    expect(unreadable).toEqual([]);
  });

  it('builds exactly the pushes that delete nothing, and the pull requests that moved', () => {
    for (const { event, payload } of examples) {
      const { outcome } = judge(requestOf({ headers: { 'X-GitHub-Event': event }, payload }));
      const moved =
        event === 'pull_request' && /^(opened|synchronize|reopened)$/.test(String(payload.action));
      const pushed = event === 'push' && payload.deleted === false;
      expect([event, payload.action, outcome]).toEqual([
        event,
        payload.action,
        moved || pushed ? 'build' : 'ignored',
      ]);
    }
  });
});

describe('a form', () => {
  const form = (payload: string) => Buffer.from(new URLSearchParams({ payload }).toString());
  const FORM = 'application/x-www-form-urlencoded; charset=utf-8';

  it.each([...GITHUB_WEBHOOKS, ...GITEA_WEBHOOKS].map((each) => [each.title, each] as const))(
    'gets the verdict of its JSON: %s',
    (_title, { headers, payload }) => {
      const request = webhookRequest(headers, form(JSON.stringify(payload)), FORM);
      expect(judge(request)).toEqual(judge(requestOf({ headers, payload })));
    },
  );

  it.each([
    ['without the field payload', Buffer.from('a=b')],
    ['with a payload that is not JSON', form('{')],
  ])('%s is unreadable', (_title, body) => {
    const verdict = judge(webhookRequest({ 'X-GitHub-Event': 'push' }, body, FORM));
    expect(verdict.rules).toMatchObject([{ rule: 'event.readable', passed: false }]);
  });

  it('of curl’s own making is read by its fields, or as the JSON that it is', () => {
    const expected = { outcome: 'build', ref: 'refs/heads/main', commit: null };
    for (const body of ['ref=refs/heads/main', '{"ref": "refs/heads/main"}'])
      expect(judge(webhookRequest({}, Buffer.from(body), FORM))).toMatchObject(expected);
  });
});

describe('the paths of a push', () => {
  const paths = ['src/**'];
  const commit = (files: object) => ({
    id: 'x',
    message: 'm',
    added: [],
    modified: [],
    removed: [],
    ...files,
  });
  const github = (payload: object) =>
    judge(
      requestOf({
        headers: { 'X-GitHub-Event': 'push' },
        payload: { ref: 'refs/heads/main', after: 'a'.repeat(40), ...payload },
      }),
      { paths },
    );
  const gitlab = (payload: object) =>
    judge(
      requestOf({
        headers: { 'X-Gitlab-Event': 'Push Hook' },
        payload: { ref: 'refs/heads/main', after: 'a'.repeat(40), ...payload },
      }),
      { paths },
    );

  it('are those of all its commits', () => {
    const commits = [commit({ modified: ['docs/a.md'] }), commit({ removed: ['src/old.ts'] })];
    expect(github({ commits })).toMatchObject({ outcome: 'build' });
    expect(github({ commits: [commits[0]] }).rules.at(-1)).toMatchObject({
      rule: 'filter.paths',
      passed: false,
    });
    expect(gitlab({ commits, total_commits_count: 2 })).toMatchObject({ outcome: 'build' });
    expect(gitlab({ commits: [commits[0]], total_commits_count: 1 })).toMatchObject({ outcome: 'ignored' });
  });

  it('rule nothing out where the payload does not hold them all, and the verdict says so', () => {
    const commits = [commit({ modified: ['docs/a.md'] })];
    const verdicts = [
      github({}),
      github({ commits: [] }),
      github({ commits, forced: true }),
      github({ commits: [...commits, { id: 'y' }] }),
      gitlab({ commits, total_commits_count: 30 }),
    ];
    for (const verdict of verdicts) {
      expect(verdict.outcome).toBe('build');
      expect(verdict.rules.at(-1)).toMatchObject({
        rule: 'filter.paths',
        detail: expect.stringContaining('does not name all'),
      });
    }
  });
});

describe('whatever comes', () => {
  const names = ['X-GitHub-Event', 'X-Gitlab-Event', 'X-Gitea-Event', 'X-Forgejo-Event', 'X-Event-Key'];
  const documented = CASES.flatMap(([, cases]) => cases);
  const events = fc.constantFrom(...documented.flatMap(({ headers }) => Object.values(headers)));
  const headers = fc.dictionary(fc.constantFrom(...names), fc.oneof(events, fc.string()), { maxKeys: 2 });
  const types = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', null);

  it('as bytes is read and judged', () => {
    const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
    const json = fc.json().map((text) => Buffer.from(text));
    fc.assert(
      fc.property(headers, fc.oneof(bytes, json), types, (given, body, type) => {
        expectSound(judge(webhookRequest(given, body, type)));
      }),
      { numRuns: 2000 },
    );
  });

  it('in place of any member of a documented payload is read and judged', () => {
    fc.assert(
      fc.property(fc.constantFrom(...documented), fc.nat(), fc.jsonValue(), (each, at, value) => {
        const changed = replaced(each.payload, at, value);
        expectSound(judge(requestOf({ headers: each.headers, payload: changed })));
      }),
      { numRuns: 3000 },
    );
  });
});

/** The same JSON with its member number `at` (of all, at any depth) replaced. */
function replaced(payload: unknown, at: number, value: unknown): unknown {
  const text = JSON.stringify(payload ?? null);
  let members = 0;
  JSON.parse(text, () => void members++);
  let seen = 0;
  return JSON.parse(text, (_key, member: unknown) => (seen++ === at % members ? value : member)) as unknown;
}

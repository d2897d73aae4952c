import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TriggerFilters } from '../../pipelines/index.js';
import { judgeEvent } from './judge-event.js';
import { RefChange, UNKNOWN_PATHS, WebhookEvent } from './webhook-event.js';

const COMMIT = 'a'.repeat(40);
const EVERYTHING: TriggerFilters = {
  branches: [],
  tags: [],
  paths: [],
  events: [],
  skipCi: true,
  rebuildPhrase: '/rebuild',
};
const CHANGE: RefChange = {
  ref: 'refs/heads/main',
  commit: COMMIT,
  deleted: false,
  message: 'Mend the roof',
  paths: UNKNOWN_PATHS,
};

const push = (...changes: Partial<RefChange>[]): WebhookEvent => ({
  kind: 'push',
  name: 'push',
  changes: changes.map((change) => ({ ...CHANGE, ...change })),
});
const deciding = (event: WebhookEvent, filters: Partial<TriggerFilters> = {}) => {
  const { outcome, rules } = judgeEvent(event, { ...EVERYTHING, ...filters });
  return outcome === 'build' ? 'build' : rules.at(-1)?.rule;
};

describe('a push', () => {
  it.each(['refs/heads/main', 'refs/heads/feature/a-b', 'refs/heads/größe#5', 'refs/tags/v1.0'])(
    'of %s builds its commit',
    (ref) => {
      expect(judgeEvent(push({ ref }), EVERYTHING)).toMatchObject({ outcome: 'build', ref, commit: COMMIT });
    },
  );

  it('never hands on a ref or a commit that git could take for something else', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.constantFrom('--upload-pack=x', 'refs/heads/-x', 'HEAD', 'refs/heads/a b', 'refs/pull/1/head'),
      fc.string().map((text) => `refs/heads/${text}`),
      fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 38, maxLength: 42 }),
    );
    fc.assert(
      fc.property(texts, texts, (ref, commit) => {
        const verdict = judgeEvent(push({ ref, commit }), EVERYTHING);
        if (verdict.outcome === 'ignored') {
          expect(verdict).toMatchObject({ ref: null, commit: null });
          return;
        }
        expect(verdict.ref).toMatch(/^refs\/(heads|tags)\/[^-\s]\S*$/);
        expect(verdict.commit).toMatch(/^[0-9a-f]{40}$|^[0-9a-f]{64}$/);
      }),
    );
  });

  it('of several refs builds the first that passes, and names the others', () => {
    const event = push({ ref: 'refs/heads/x' }, { ref: 'refs/heads/main' }, { ref: 'refs/tags/v1' });
    const verdict = judgeEvent(event, { ...EVERYTHING, branches: ['main'] });
    expect(verdict).toMatchObject({ outcome: 'build', ref: 'refs/heads/main' });
    expect(verdict.rules.every(({ passed }) => passed)).toBe(true);
    expect(verdict.rules.at(-1)).toMatchObject({
      rule: 'push.one_ref',
      detail: expect.stringMatching(/refs\/heads\/x.*refs\/tags\/v1/),
    });
  });
});

describe('a push of very many refs', () => {
  const refs = (ref: (at: number) => string) =>
    push(...Array.from({ length: 5000 }, (_, at) => ({ ref: ref(at) })));

  it('that are all ignored lists the first, and says how many there were', () => {
    const { outcome, rules } = judgeEvent(
      refs((at) => `refs/heads/x${at}`),
      { ...EVERYTHING, branches: ['main'] },
    );
    expect(outcome).toBe('ignored');
    expect(rules.length).toBeLessThan(100);
    expect(rules.at(-1)).toMatchObject({ rule: 'push.one_ref', detail: expect.stringContaining('5000') });
  });

  it('builds the one that passes, wherever it stands', () => {
    const event = refs((at) => (at === 4321 ? 'refs/heads/main' : `refs/heads/x${at}`));
    const verdict = judgeEvent(event, { ...EVERYTHING, branches: ['main'] });
    expect(verdict).toMatchObject({ outcome: 'build', ref: 'refs/heads/main' });
    expect(verdict.rules.at(-1)?.detail.length).toBeLessThan(1000);
  });
});

describe('an ignored webhook names the rule that ignored it', () => {
  it.each<[string, WebhookEvent, Partial<TriggerFilters>]>([
    ['event.readable', { kind: 'unreadable', name: 'push', reason: 'The body is not JSON.' }, {}],
    ['event.type', { kind: 'ping', name: 'ping' }, {}],
    ['event.type', { kind: 'other', name: 'issues' }, {}],
    ['push.ref', push({ ref: 'refs/notes/x' }), {}],
    ['push.ref', push(), {}],
    ['push.deleted', push({ deleted: true }), {}],
    ['push.commit', push({ commit: 'abc1234' }), {}],
    ['push.commit', push({ commit: '0'.repeat(40) }), {}],
    ['filter.events', push({}), { events: ['tag', 'comment'] }],
    ['filter.events', push({ ref: 'refs/tags/v1' }), { events: ['push'] }],
    ['filter.branches', push({}), { branches: ['release/*'] }],
    ['filter.tags', push({ ref: 'refs/tags/v1' }), { tags: ['v2*'] }],
    ['filter.skip_ci', push({ message: 'Only words [skip ci]' }), {}],
    ['filter.paths', push({ paths: { paths: ['docs/a.md'], complete: true } }), { paths: ['src/**'] }],
  ])('%s', (rule, event, filters) => {
    expect(deciding(event, filters)).toBe(rule);
  });
});

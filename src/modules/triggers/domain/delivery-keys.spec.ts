import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arrivalsOf, onceKeyOf, stepKeysOf } from './delivery-keys.js';
import type { PushEvent } from './webhook-event.js';

const commit = fc.stringMatching(/^[1-9a-f]{40}$/);
const ref = fc.constantFrom('refs/heads/main', 'refs/heads/docs', 'refs/tags/v1');

function push(name: string, before: string | null, after: string): PushEvent {
  const change = { ref: name, commit: after, before, deleted: false, message: null };
  return { kind: 'push', name: 'push', changes: [{ ...change, paths: { paths: [], complete: false } }] };
}

const keysOf = (event: PushEvent) => {
  const { ref: name = null, commit: after = null } = event.changes[0] ?? {};
  return stepKeysOf(event, { outcome: 'build', rules: [], ref: name, commit: after });
};

describe('the keys of a delivery', () => {
  it('are the same for the same step of the same ref, and others for any other', () => {
    const step = fc.tuple(ref, commit, commit);
    fc.assert(
      fc.property(step, step, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(keysOf(push(...one)).stepKey === keysOf(push(...other)).stepKey).toBe(same);
      }),
    );
  });

  it('free the steps that go from where a push arrives, and no others', () => {
    fc.assert(
      fc.property(ref, commit, commit, commit, (name, a, b, c) => {
        fc.pre(new Set([a, b, c]).size === 3);
        const there = keysOf(push(name, a, b));
        expect(arrivalsOf(push(name, b, a))).toEqual([there.stepFrom]);
        expect(arrivalsOf(push(name, b, c))).not.toContain(there.stepFrom);
      }),
    );
  });

  it('are none where no commit is named, or nothing is built', () => {
    const event = push('refs/heads/main', null, 'a'.repeat(40));
    const none = { stepKey: null, stepFrom: null };
    expect(stepKeysOf(event, { outcome: 'build', rules: [], ref: null, commit: null })).toEqual(none);
    expect(stepKeysOf(event, { outcome: 'ignored', rules: [], ref: null, commit: null })).toEqual(none);
    expect(onceKeyOf(null)).toBeNull();
  });

  it('of what was ignored are those of the settings that ignored it', () => {
    expect(new Set([onceKeyOf('1'), onceKeyOf('1', 1), onceKeyOf('1', 2), onceKeyOf('2')]).size).toBe(4);
    expect(onceKeyOf('1', 2)).toBe(onceKeyOf('1', 2));
  });
});

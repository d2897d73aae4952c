import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readGitEvent } from './git-event.js';

const COMMIT = 'a'.repeat(40);

describe('a webhook', () => {
  it('without a payload builds the default branch', () => {
    for (const body of [undefined, null, {}, '', [], { zen: 'x' }]) {
      expect(readGitEvent(undefined, body)).toEqual({ kind: 'build', ref: null, commit: null });
    }
  });

  it.each(['refs/heads/main', 'refs/heads/feature/a-b', 'refs/tags/v1.0'])(
    'of a push to %s builds its commit',
    (ref) => {
      expect(readGitEvent('push', { ref, after: COMMIT })).toEqual({ kind: 'build', ref, commit: COMMIT });
    },
  );

  it('never hands on a ref or a commit that git could take for something else', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.constantFrom('--upload-pack=x', 'refs/heads/-x', 'HEAD', 'refs/heads/a b', 'refs/pull/1/head'),
    );
    fc.assert(
      fc.property(texts, texts, (ref, after) => {
        const event = readGitEvent('push', { ref, after });
        if (event.kind !== 'build') return;
        expect(event.ref).toMatch(/^refs\/(heads|tags)\/[^-\s]\S*$/);
        expect(event.commit).toMatch(/^[0-9a-f]{40,64}$/);
      }),
    );
  });

  it('is read whatever its payload holds', () => {
    fc.assert(
      fc.property(fc.option(fc.string()), fc.anything(), (name, body) => {
        expect(['build', 'ignored']).toContain(readGitEvent(name ?? undefined, body).kind);
      }),
    );
  });
});

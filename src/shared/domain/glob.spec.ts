import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { globs, isGlob } from './glob.js';

const matchesGlob = (pattern: string, name: string) => globs([pattern])(name);

describe('a glob', () => {
  it.each([
    ['main', 'main'],
    ['release/*', 'release/1.0'],
    ['release/**', 'release/1/2'],
    ['docs/**', 'docs'],
    ['**/*.md', 'README.md'],
    ['**/*.md', 'docs/deep/a.md'],
    ['src/**/test?.ts', 'src/a/b/test1.ts'],
    ['.*', '.env'],
    ['*', 'größe'],
  ])('%s matches %s', (pattern, name) => {
    expect(matchesGlob(pattern, name)).toBe(true);
  });

  it.each([
    ['main', 'maintenance'],
    ['release/*', 'release/1/2'],
    ['release/*', 'release'],
    ['*.md', 'docs/a.md'],
    ['v?', 'v10'],
    ['(a+)+', 'aaa'],
    ['[ab]', 'a'],
  ])('%s does not match %s', (pattern, name) => {
    expect(matchesGlob(pattern, name)).toBe(false);
  });

  it('means what picomatch takes it for', () => {
    const segment = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 5 });
    // Two stars beside a letter are one star here; in picomatch that depends on what stands around them.
    const plain = segment.filter((text) => !text.includes('**'));
    const anywhere = fc.array(fc.oneof(plain, fc.constant('**')), { maxLength: 3 });
    // At the end `**` stands for no segment as well; in picomatch only after a segment without wildcards.
    const pattern = fc.tuple(anywhere, plain).map(([before, last]) => [...before, last]);
    const name = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(pattern, name, (patterns, names) => {
        const [glob, text] = [patterns.join('/'), names.join('/')];
        expect([glob, text, matchesGlob(glob, text)]).toEqual([
          glob,
          text,
          picomatch.isMatch(text, glob, { dot: true }),
        ]);
      }),
      { numRuns: 5000 },
    );
  });

  it('takes no longer for a pattern that a regular expression would try in countless ways', () => {
    const started = performance.now();
    expect(matchesGlob('*a'.repeat(60) + 'b', 'a'.repeat(4000))).toBe(false);
    expect(matchesGlob('**/a/'.repeat(40) + 'b', 'a/'.repeat(2000) + 'c')).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('a list of globs', () => {
  it('matches where one does and none takes it away', () => {
    const patterns = ['src/**', '!**/*.md'];
    expect(globs(patterns)('src/a.ts')).toBe(true);
    expect(globs(patterns)('src/a.md')).toBe(false);
    expect(globs(patterns)('etc/a.ts')).toBe(false);
  });

  it('of taking away alone matches all the rest', () => {
    expect(globs(['!docs/**'])('src/a.ts')).toBe(true);
    expect(globs(['!docs/**'])('docs/a.md')).toBe(false);
    expect(globs([])('anything')).toBe(true);
  });
});

describe('a pattern', () => {
  it.each(['', '!', 'a{b,c}', '[ab]', '+(a)', 'a\\b', 'a\nb', 'x'.repeat(256)])('%j is refused', (text) => {
    expect(isGlob(text)).toBe(false);
  });

  it.each(['main', '!docs/**', 'release/*', 'v?.x', 'größe#5'])('%s is taken', (text) => {
    expect(isGlob(text)).toBe(true);
  });
});

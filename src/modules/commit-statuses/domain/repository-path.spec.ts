import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { repositoryPath } from './repository-path.js';

describe('the path of a repository', () => {
  it.each([
    'https://git.example.org/team/shop.git',
    'https://me@git.example.org:8443/team/shop/',
    'ssh://git@git.example.org:2222/team/shop.git',
    'git@git.example.org:team/shop.git',
  ])('is read from %s', (href) => expect(repositoryPath(href)).toEqual(['team', 'shop']));

  it('may have groups in groups', () => {
    expect(repositoryPath('https://git.example.org/a/b/c.git')).toEqual(['a', 'b', 'c']);
  });

  it.each(['/srv/git/shop', 'file:///srv/git/shop', 'https://git.example.org/shop', 'https://h/a/../b', ''])(
    'is not in %j',
    (href) => expect(repositoryPath(href)).toBeUndefined(),
  );

  it('never holds what means something else in a URL', () => {
    const href = fc
      .tuple(fc.constantFrom('https://h/', 'git@h:', ''), fc.string())
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(href, (text) => {
        for (const segment of repositoryPath(text) ?? []) expect(segment).toMatch(/^(?!\.\.?$)[\w.~-]+$/);
      }),
    );
  });
});

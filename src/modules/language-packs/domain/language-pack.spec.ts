import { describe, expect, it } from '@jest/globals';
import { isImageReference } from './image-reference.js';
import { isFilePattern, isFreeName, offered } from './language-pack.js';

describe('a language pack', () => {
  it.each([
    'node',
    'node:24',
    'docker.io/library/node:24-alpine',
    'localhost:5000/a/b_c',
    'reg.example.org:443/x',
    `ghcr.io/team/app@sha256:${'0'.repeat(64)}`,
    `a:1@sha256:${'f'.repeat(64)}`,
  ])('takes %s for the reference of an image', (text) => expect(isImageReference(text)).toBe(true));

  it.each([
    '',
    'Node',
    'a//b',
    '/a',
    'a/',
    'a:',
    'a:b:c',
    'a@sha256:0',
    'https://a/b',
    'a b',
    '-a',
    'a..b',
    '../a',
    'a\n',
    `${'a'.repeat(256)}`,
    `a@sha256:${'0'.repeat(64)}@x`,
  ])('does not take %j for one', (text) => expect(isImageReference(text)).toBe(false));

  it.each(['package.json', '*.csproj', 'Dockerfile*', '*', '.tool-versions', 'a b'])(
    'takes %s for a file at the root',
    (text) => expect(isFilePattern(text)).toBe(true),
  );

  it.each(['', '.', '..', 'src/a', '/etc/passwd', '../a', '*a*', '**', 'a\0', 'a\n', 'x'.repeat(101)])(
    'does not take %j for one',
    (text) => expect(isFilePattern(text)).toBe(false),
  );

  it.each(['auto', '0f0c5a1e-7d1f-4d5c-9d7a-0b6f6a2c8e31', '0F0C5A1E-7D1F-4D5C-9D7A-0B6F6A2C8E31'])(
    'cannot be called %s',
    (name) => expect(isFreeName(name)).toBe(false),
  );

  it('of the project’s own stands in for a built-in one of its name', () => {
    const own = [
      { name: 'node', mine: true },
      { name: 'a', mine: true },
    ];
    const builtIn = [
      { name: 'node', mine: false },
      { name: 'go', mine: false },
    ];
    expect(offered(own, builtIn)).toEqual([own[1], builtIn[1], own[0]]);
  });
});

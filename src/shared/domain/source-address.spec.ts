import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { COMMIT_ID, parseSourceAddress, REF_NAME } from './source-address.js';

const ALL = ['https', 'http', 'ssh', 'git', 'file'];
const DEFAULT = ['https', 'ssh', 'git'];

describe('the address of a source', () => {
  it.each([
    ['https://github.com/openstack/solum.git', 'https', 'https://github.com'],
    ['HTTPS://git.example.org:8443/a', 'https', 'https://git.example.org:8443'],
    ['https://deploy@git.example.org/a.git', 'https', 'https://git.example.org'],
    ['http://[::1]:3000/a', 'http', 'http://[::1]:3000'],
    ['ssh://git@host.example:2222/a/b.git', 'ssh', null],
    ['git@github.com:openstack/solum.git', 'ssh', null],
    ['host:path/to/repo', 'ssh', null],
    ['git://git.kernel.org/pub/scm/git/git.git', 'git', null],
    ['file:///srv/git/app.git', 'file', null],
    ['/srv/git/app.git', 'file', null],
  ])('%s is read as %s', (href, protocol, origin) => {
    expect(parseSourceAddress(href, ALL)).toMatchObject({ href, protocol, origin });
  });

  it.each([
    ['--upload-pack=touch /tmp/owned', 'option'],
    ['-oProxyCommand=x', 'option'],
    ['ext::sh -c touch% /tmp/owned', 'blanks'],
    ['ext::sh', 'transport helper'],
    ['EXT::sh', 'transport helper'],
    ['fd::17', 'transport helper'],
    ['https::https://github.com/a', 'transport helper'],
    ['ssh://-oProxyCommand=calc/a', 'host'],
    ['ssh://git@-oProxyCommand=calc/a', 'host'],
    ['-git@host:a', 'option'],
    ['git@-host:a', 'no address'],
    ['git@host:-a', 'no address'],
    ['https://host/a%0ahost=evil', 'control'],
    ['https://host/a b', 'blanks'],
    ['https://host/a\nb', 'blanks'],
    ['file://host/share', 'absolute'],
    ['ftp://host/a', 'not known'],
    ['https:///a', 'host'],
    ['../a', 'no address'],
    ['a/b:c', 'no address'],
    ['', 'no address'],
  ])('%j is refused', (href, why) => {
    expect(() => parseSourceAddress(href, DEFAULT)).toThrow(why);
  });

  it('a password in the address is refused and not repeated in the message', () => {
    const parse = () => parseSourceAddress('https://me:s3cr3t-value@host/a', ALL);
    expect(parse).toThrow('repo_token');
    expect(parse).not.toThrow('s3cr3t');
  });

  it.each(['file:///a', '/a', 'http://host/a'])(
    '%s is refused where its protocol is not configured',
    (href) => {
      expect(() => parseSourceAddress(href, DEFAULT)).toThrow(
        'is not allowed here (allowed: https, ssh, git)',
      );
    },
  );

  it('whatever is accepted can be no option, names no helper and has an allowed protocol', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '-',
        '--',
        'ext',
        '::',
        ':',
        '@',
        '/',
        '//',
        '://',
        'https',
        'ssh',
        'file',
        'git',
        '%0a',
        ' ',
        '.',
        'a',
      ),
      fc.string({ maxLength: 4 }),
    );
    const hrefs = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(hrefs, (href) => {
        try {
          const { protocol } = parseSourceAddress(href, DEFAULT);
          expect(DEFAULT).toContain(protocol);
          expect(href).not.toMatch(/^-|^[a-z0-9]+::|[\s\p{Cc}]|[/@]-oProxy/iu);
        } catch (error) {
          expect(error).toMatchObject({ kind: 'invalid', code: 'source.refused' });
        }
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a ref', () => {
  it.each(['main', 'refs/heads/main', 'feature/a.b-c', 'v1.0', 'größe'])('%s is one', (ref) => {
    expect(ref).toMatch(REF_NAME);
  });

  it.each([
    '',
    '-x',
    '--all',
    'a..b',
    'a:b',
    '+a',
    'a b',
    'a~1',
    'a^',
    'a*',
    'a\n',
    'a.lock',
    '@{u}',
    '/a',
    'a/',
    'a\\b',
    '[a',
  ])('%j is none', (ref) => {
    expect(ref).not.toMatch(REF_NAME);
  });
});

describe('a commit id', () => {
  it('is hexadecimal and has at least 7 digits', () => {
    expect('0123abc').toMatch(COMMIT_ID);
    expect('F'.repeat(40)).toMatch(COMMIT_ID);
    for (const wrong of ['012345', 'HEAD', '-0123abc', '0123abc^', `${'a'.repeat(65)}`]) {
      expect(wrong).not.toMatch(COMMIT_ID);
    }
  });
});

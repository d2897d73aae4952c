import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SecretMask } from './secret-mask.js';

function masked(secrets: string[], chunks: readonly (string | Buffer)[]): string {
  const mask = new SecretMask(secrets);
  const out = chunks.map((chunk) => mask.push(Buffer.from(chunk as string)));
  return Buffer.concat([...out, mask.flush()]).toString();
}

describe('the mask over secrets', () => {
  it('hides a secret in one chunk', () => {
    expect(masked(['hunter22'], ['token=hunter22;'])).toBe('token=********;');
  });

  it('hides a secret that a border goes through, wherever the border lies', () => {
    const text = 'a hunter22 b';
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(masked(['hunter22'], [text.slice(0, cut), text.slice(cut)])).toBe('a ******** b');
    }
  });

  it('hides a secret that comes byte by byte, also one beyond ASCII', () => {
    const bytes = [...Buffer.from('x pässwörd y')].map((byte) => Buffer.from([byte]));
    expect(masked(['pässwörd'], bytes)).toBe('x ******** y');
  });

  it('hides the longer of two secrets that begin alike', () => {
    expect(masked(['abcd', 'abcdefgh'], ['abcd', 'efgh abcd'])).toBe('******** ********');
  });

  it('hides how a secret looks in a URL and in a basic authorization header', () => {
    const secret = 'a+b/c=d&e';
    const header = Buffer.from(`x-access-token:${secret}`).toString('base64');
    expect(masked([secret], [`https://x:${encodeURIComponent(secret)}@h Basic ${header}`])).toBe(
      'https://x:********@h Basic ********',
    );
  });

  it('gives out at once what can be no part of a secret', () => {
    const mask = new SecretMask(['hunter22']);
    expect(mask.push(Buffer.from('compiling...\n')).toString()).toBe('compiling...\n');
    expect(mask.push(Buffer.from('hunt')).toString()).toBe('');
    expect(mask.push(Buffer.from('ing\n')).toString()).toBe('hunting\n');
  });

  it('leaves bytes that are no text as they are', () => {
    const bytes = Buffer.from([0, 255, 128, 10, 200]);
    const mask = new SecretMask(['hunter22']);
    expect(Buffer.concat([mask.push(bytes), mask.flush()])).toEqual(bytes);
  });

  it('does not blacken very short values', () => {
    expect(masked(['abc', ''], ['abc'])).toBe('abc');
  });

  it('lets no secret through, however the output is cut into chunks', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 4, maxLength: 6 });
    const output = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 3 }), output, (secrets, chunks) => {
        const result = masked(secrets, chunks);
        for (const secret of secrets) expect(result).not.toContain(secret);
      }),
      { numRuns: 2000 },
    );
  });
});

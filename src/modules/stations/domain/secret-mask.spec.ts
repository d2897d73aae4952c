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

  describe('over texts of any kind that hold secrets in any spelling', () => {
    const secret = fc
      .string({ unit: 'grapheme', minLength: 4, maxLength: 12 })
      .filter((text) => !/[*]/.test(text));
    const around = fc.string({ unit: 'grapheme', maxLength: 9 });
    const spelled = (before: string, value: string, after: string): string[] => [
      before + value + after,
      encodeURIComponent(before + value + after),
      JSON.stringify(before + value + after),
      new URLSearchParams({ [before]: value }).toString(),
      Buffer.from(before + value + after).toString('base64'),
      Buffer.from(before + value + after).toString('base64url'),
    ];
    const texts = fc
      .tuple(
        fc.array(secret, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(around, around), { maxLength: 6 }),
      )
      .chain(([secrets, places]) =>
        fc.tuple(
          fc.constant(secrets),
          fc.tuple(
            ...places.map(([before, after], index) =>
              fc.constantFrom(...spelled(before, secrets[index % secrets.length] ?? '', after)),
            ),
          ),
          fc.array(fc.nat(), { maxLength: 12 }),
        ),
      );
    const cut = (bytes: Buffer, borders: readonly number[]): Buffer[] => {
      const at = [...borders.map((border) => border % (bytes.length + 1)), bytes.length].sort(
        (a, b) => a - b,
      );
      return at.map((end, index) => bytes.subarray(at[index - 1] ?? 0, end));
    };

    it('lets none through, wherever the borders of the chunks lie, and says the same wherever they lie', () => {
      fc.assert(
        fc.property(texts, ([secrets, parts, borders]) => {
          const bytes = Buffer.from(parts.join(' '));
          const result = masked(secrets, cut(bytes, borders));
          for (const value of secrets) {
            expect(result).not.toContain(value);
            expect(result).not.toContain(encodeURIComponent(value));
            expect(result).not.toContain(JSON.stringify(value).slice(1, -1));
            for (const word of result.split(/[^A-Za-z0-9+/_=-]+/))
              expect(Buffer.from(word, 'base64').toString('latin1')).not.toContain(
                Buffer.from(value).toString('latin1'),
              );
          }
          expect(result).toBe(masked(secrets, [bytes]));
        }),
        { numRuns: 300 },
      );
    });
  });

  it('hides how a secret looks in Base64, wherever in the encoded text it lies', () => {
    for (const before of ['', 'a', 'ab', 'abc']) {
      const encoded = Buffer.from(`${before}correct horse~?`).toString('base64');
      const result = masked(['correct horse~?'], [encoded]);
      expect(Buffer.from(result, 'base64').toString()).not.toContain('orrect hors');
      expect(result).toContain('********');
    }
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

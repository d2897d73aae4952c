import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Budget } from './budget.js';
import { PythonError } from './errors.js';
import { PyRegex } from './regex.js';

const found = (source: string, text: string): string | null =>
  new PyRegex(source).search(text, new Budget())?.groups[0]?.value ?? null;

describe("Python's regular expressions", () => {
  it.each([
    ['a+?b', 'xaab', 'aab'],
    ['^v(\\d+)\\.(\\d+)$', 'v1.20', 'v1.20'],
    ['(?i)error', 'An ERROR', 'ERROR'],
    ['(?P<q>[\'"]).*?(?P=q)', 'say "it\'s"', '"it\'s"'],
    ['(?<=tag=)\\w+', 'x tag=blue', 'blue'],
    ['\\bcat\\b', 'a cat!', 'cat'],
    ['(?:ab|a)c', 'aac', 'ac'],
    ['x{2,3}', 'xxxx', 'xxx'],
    ['[^]-]+', ']-ok', 'ok'],
    ['colou?r(?!s)', 'colors color', 'color'],
    ['(a)?b', 'b', 'b'],
    ['\\Aa\\Z', 'ab', null],
    ['🙂.', 'a🙂𝔘', '🙂𝔘'],
  ])('%s in %p finds %p', (source, text, expected) => {
    expect(found(source, text)).toBe(expected);
  });

  it.each([
    ['(', 'missing ), unterminated subpattern at position 0'],
    ['*a', 'nothing to repeat at position 0'],
    ['[a', 'unterminated character set at position 0'],
    ['a**', 'multiple repeat at position 2'],
    ['\\q', 'bad escape \\q at position 0'],
  ])('refuse %s: %s', (source, message) => {
    expect(() => new PyRegex(source)).toThrow(new PythonError('error', message));
  });

  it("find what JavaScript's engine finds, where both speak the same", () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(a|b)', '(?:ab)', '\\w', '^', '$', '\\b');
    const piece = fc.tuple(atom, fc.constantFrom('', '', '?', '*', '+', '*?', '{1,2}'));
    const pattern = fc
      .array(piece, { minLength: 1, maxLength: 5 })
      .map((pieces) =>
        pieces.map(([one, times]) => (/^(\^|\$|\\b)$/.test(one) ? one : one + times)).join(''),
      );
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ' '), { maxLength: 12 })
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(pattern, text, (source, input) => {
        expect(found(source, input)).toBe(new RegExp(source, 'u').exec(input)?.[0] ?? null);
      }),
      { numRuns: 1_000 },
    );
  });

  it('stop when they would explode', () => {
    expect(() => found('(a*)*b', 'a'.repeat(60))).toThrow(/steps|longer/);
  });
});

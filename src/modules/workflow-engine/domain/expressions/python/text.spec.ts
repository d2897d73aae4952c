import { describe, expect, it } from '@jest/globals';
import { Budget } from './budget.js';
import { PyDict } from './dict.js';
import { formatText } from './format.js';
import { fixed, round } from './numbers.js';
import { PySet } from './set.js';
import { floatText, quoted, repr, str } from './text.js';
import { PyValue, tuple } from './values.js';

const budget = (): Budget => new Budget();

describe("Python's texts of values", () => {
  it.each<[PyValue, string]>([
    [null, 'None'],
    [true, 'True'],
    [5n, '5'],
    [5, '5.0'],
    ['plain', 'plain'],
    [['a', 1n, 2.5], "['a', 1, 2.5]"],
    [tuple([1n]), '(1,)'],
    [PyDict.of([['k', null]]), "{'k': None}"],
    [new PySet(['x'], 'set'), "{'x'}"],
  ])('%p reads %s', (value, text) => {
    expect(str(value, budget())).toBe(text);
  });

  it.each([
    ["it's", `"it's"`],
    [`both ' and "`, `'both \\' and "'`],
    ['line\n\\', String.raw`'line\n\\'`],
    ['\u0001é', String.raw`'\x01é'`],
  ])('quote %p as %s', (text, literal) => {
    expect(quoted(text)).toBe(literal);
  });

  it.each([
    [0.1 + 0.2, '0.30000000000000004'],
    [1e16, '1e+16'],
    [1e15, '1000000000000000.0'],
    [0.00001, '1e-05'],
    [-0, '-0.0'],
    [Infinity, 'inf'],
  ])('write the float %p as %s', (value, text) => {
    expect(floatText(value)).toBe(text);
  });

  it('quote inside containers only', () => {
    expect(repr(['a'], budget())).toBe("['a']");
    expect(str('a', budget())).toBe('a');
  });
});

describe('rounding', () => {
  it('goes to the even neighbour exactly in the middle', () => {
    expect([round(0.5, 0), round(1.5, 0), round(2.5, 0)]).toEqual([0, 2, 2]);
    expect([fixed(0.125, 2), fixed(0.375, 2), fixed(2.675, 2)]).toEqual(['0.12', '0.38', '2.67']);
  });
});

describe('str.format', () => {
  const format = (template: string, ...args: PyValue[]): string =>
    formatText(template, args, new Map(), budget());

  it.each<[string, PyValue[], string]>([
    ['{}-{}', ['a', 1n], 'a-1'],
    ['{1}{0}', ['a', 'b'], 'ba'],
    ['{:>4}|{:<4}|{:^4}', ['a', 'b', 'c'], '   a|b   | c  '],
    [
      '{:,} {:05d} {:+.1f} {:#x} {:%}',
      [1234567n, 42n, 2.25, 255n, 0.5],
      '1,234,567 00042 +2.2 0xff 50.000000%',
    ],
    ['{0[k]} {0!r}', [PyDict.of([['k', 'v']])], "v {'k': 'v'}"],
    ['{{}}', [], '{}'],
  ])('%s', (template, args, expected) => {
    expect(format(template, ...args)).toBe(expected);
  });

  it('reaches into no attribute', () => {
    expect(() => format('{0.constructor}', 'a')).toThrow("no attribute 'constructor'");
  });
});

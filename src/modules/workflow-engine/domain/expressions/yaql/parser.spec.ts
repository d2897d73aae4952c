import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ExpressionError } from '../expression-error.js';
import { YaqlNode } from './ast.js';
import { parseYaql } from './parser.js';

/** The tree in a short notation: `(+ 1 (* 2 3))`. */
function shape(node: YaqlNode): string {
  switch (node.kind) {
    case 'constant':
      if (typeof node.value === 'object') return 'null';
      return typeof node.value === 'string' ? `'${node.value}'` : String(node.value);
    case 'keyword':
    case 'variable':
      return node.name;
    case 'wrap':
      return shape(node.inner);
    case 'mapping':
      return `${shape(node.source)}=>${shape(node.destination)}`;
    case 'hole':
      return '_';
    case 'call':
      return `(${[node.name.replace(/^#operator_|^#/, ''), ...node.args.map(shape)].join(' ')})`;
  }
}

const parsed = (expression: string): string => shape(parseYaql(expression));

function complaint(expression: string): string {
  try {
    parseYaql(expression);
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
  return 'none';
}

describe('the grammar of YAQL', () => {
  it.each([
    ['1 + 2 * 3', '(+ 1 (* 2 3))'],
    ['8 - 4 - 2', '(- (- 8 4) 2)'],
    ['-$.load * 2', '(* (unary_operator_- (. $ load)) 2)'],
    ['not a in b', '(unary_operator_not (in a b))'],
    ['a or b and not c', '(or a (and b (unary_operator_not c)))'],
    ['$.hosts[0].name', '(. (indexer (. $ hosts) 0) name)'],
    ['$.x?.y', '(?. (. $ x) y)'],
    ['let(a => 1) -> let(b => 2) -> $a', '(-> (let a=>1) (-> (let b=>2) $a))'],
    ['[1, {k => v}]', '(list 1 (map k=>v))'],
    ['f(, 2)', '(f _ 2)'],
    ['$.n > 1 = true', '(*equal (> (. $ n) 1) true)'],
    ['2.repeat(3)', '(. 2 (repeat 3))'],
  ])('reads %s as %s', (expression, expected) => {
    expect(parsed(expression)).toBe(expected);
  });

  it('takes bare words for texts, and only the lower case literals for literals', () => {
    expect(parsed('[ready, True, true, null]')).toBe('(list ready True true null)');
  });

  it('keeps a backslash that escapes nothing, so that patterns need no doubling', () => {
    expect(parsed(String.raw`'\d+\t\x41'`)).toBe("'\\d+\tA'");
  });
});

describe('what YAQL says of a wrong expression', () => {
  it.each([
    ['$.size +', 'Parse error: unexpected end of statement'],
    ['', 'Parse error: unexpected end of statement'],
    ['2 == 2', "Parse error: unexpected '=' at position 3 of expression '2 == 2'"],
    ['up down', "Parse error: unexpected 'down' at position 3 of expression 'up down'"],
    ['(1]', "Parse error: unexpected ']' at position 2 of expression '(1]'"],
    ['f(a => 1, 2)', "Parse error: unexpected ')' at position 11 of expression 'f(a => 1, 2)'"],
    ['3 # 4', "Lexical error: illegal character '#' at position 2"],
    ['7up', "Lexical error: illegal character '7' at position 0"],
    ['__secret', "Lexical error: illegal character '_' at position 0"],
  ])('%p: %s', (expression, expected) => {
    expect(complaint(expression)).toBe(expected);
  });

  it('is never anything but an ExpressionError, whatever the text', () => {
    const pieces = fc.constantFrom(
      '$',
      '.',
      '?.',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      ',',
      '=>',
      '->',
      'not ',
      'in',
      ' and ',
      'f(',
      "'a'",
      '1',
      '2.5',
      '=~',
      '!',
      '"',
      '`',
      'x',
      ' ',
      '-',
      '\\',
    );
    const wild = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(wild, (expression) => {
        expect(typeof complaint(expression)).toBe('string');
      }),
      { numRuns: 500 },
    );
  });

  it('is an ExpressionError for nesting without end, too', () => {
    expect(complaint('('.repeat(5_000))).toContain('nested too deeply');
    expect(complaint('-'.repeat(5_000))).toContain('nested too deeply');
  });
});

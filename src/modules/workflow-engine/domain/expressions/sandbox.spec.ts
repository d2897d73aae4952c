import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contextOf } from './expression-context.mother.js';
import { ExpressionError } from './expression-error.js';
import { evaluate, hasExpression } from './templates.js';

const context = contextOf(
  { text: 'abc', list: [1, 2], dict: { a: 1 }, bad: 'a'.repeat(40) },
  {},
  { limits: { steps: 200_000, milliseconds: 1_000 } },
);

function outcome(template: string): unknown {
  try {
    return evaluate(template, context);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

describe('nothing in an expression reaches JavaScript', () => {
  const names = [
    'constructor',
    '__proto__',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '__class__',
    'length',
    'entries',
    'process',
    'globalThis',
    'require',
    'hashText',
    'typeName',
  ];
  const templates = names.flatMap((name) => [
    `<% $.${name} %>`,
    `<% $.dict.${name} %>`,
    `<% $.dict['${name}'] %>`,
    `<% $.list.${name}() %>`,
    `<% $.text.${name}() %>`,
    `<% ${name}() %>`,
    `<% call(${name}, [], {}) %>`,
    `<% float('${name}') %>`,
    `{{ ${name} }}`,
    `{{ _.${name} }}`,
    `{{ _['${name}'] }}`,
    `{{ _.text.${name} }}`,
    `{{ _.list.${name} }}`,
    `{{ _.list['${name}'] }}`,
    `{{ range.${name} }}`,
    `{{ ''.${name}.constructor }}`,
    `{{ _.list | map('${name}') | list }}`,
    `{{ _.list | map(attribute='${name}') | list }}`,
    `{{ _.list | select('${name}') | list }}`,
    `{{ _.text | attr('${name}') }}`,
    `{{ '{0.${name}}'.format(_.text) }}`,
    `{{ namespace().${name} }}`,
  ]);

  it.each(templates)('%s fails', (template) => {
    expect(outcome(template)).toBeInstanceOf(ExpressionError);
  });

  it('a key may be called anything, and stays a key', () => {
    const data = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}') as { [key: string]: number };
    const odd = contextOf({ odd: data });
    expect(evaluate("<% $.odd['constructor'] %>", odd)).toBe(2);
    expect(Object.keys(evaluate('<% $.odd.set(x, 1) %>', odd) as object)).toEqual([
      '__proto__',
      'constructor',
      'x',
    ]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('made-up texts are read in one walk', () => {
  it.each([
    `%>${'<%'.repeat(300_000)}`,
    `}}${'{{'.repeat(300_000)}`,
    `{{ 1 }}${' '.repeat(300_000)}x{% if true %}{% endif %}`,
  ])('%#', (text) => {
    const started = performance.now();
    hasExpression(text);
    outcome(text);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('by filters and methods, too', () => {
    const started = performance.now();
    const long = contextOf({
      open: '<!--'.repeat(200_000),
      words: 'a '.repeat(300_000),
      digits: `${'1'.repeat(500_000)}x`,
    });
    for (const template of [
      '{{ _.open | striptags }}',
      '<% $.words.split().len() %>',
      '{{ _.digits | float }}',
    ])
      evaluate(template, long);
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});

describe('every evaluation ends', () => {
  it.each([
    '<% sequence() %>',
    '<% sequence().where(false).len() %>',
    '<% [1].cycle().toList() %>',
    "<% 'x' * 1000000000 %>",
    '<% [0] * 1000000000 %>',
    '<% pow(9, pow(9, 9)) %>',
    '<% shiftBitsLeft(1, 1000000000) %>',
    '<% def(f, f($)) -> f(1) %>',
    '<% generateMany(1, [$, $]) %>',
    "<% regex('(a+)+$').matches($.bad + '!') %>",
    "<% $.bad + '!' =~ '(a|a)*b' %>",
    '<% range(1000).select(range(1000).select($).toList()).toList() %>',
    "<% '{:>999999999}'.format(1) %>",
    "{{ 'x' * 1000000000 }}",
    '{{ 9 ** (9 ** 9) }}',
    '{{ range(1000000000) }}',
    "{{ 'x'.center(1000000000) }}",
    "{{ '%999999999d' % 1 }}",
    '{% set l = [1] %}{% for x in range(99999) %}{% set _x = l.extend(l) %}{% endfor %}{{ l }}',
    '{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}',
  ])('%s', (template) => {
    expect(outcome(template)).toBeInstanceOf(ExpressionError);
  });

  it('for texts nobody would write, too', () => {
    const pieces = fc.constantFrom(
      '$',
      '.list',
      '.dict',
      '.text',
      '.select(',
      '.where(',
      'range(',
      ')',
      ' + ',
      ' * ',
      '1',
      '99',
      '[',
      ']',
      '$',
      '.len()',
      '.cycle()',
      '.sum()',
      ' and ',
      'not ',
      'str(',
      ".join('')",
      "'a'",
      '.first()',
      '{a => 1}',
      '.keys()',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        outcome(`<% ${parts.join('')} %>`);
      }),
      { numRuns: 500 },
    );
  });
});

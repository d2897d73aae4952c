import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contextOf } from './expression-context.mother.js';
import { evaluate, hasExpression, validateExpressions } from './templates.js';

const context = contextOf({ host: 'db1', port: 5432 });

describe('a template', () => {
  it('is evaluated through lists and dicts, but not in its keys', () => {
    const template = { url: '<% $.host %>:<% $.port %>', all: ['{{ _.port }}', 1], '<% $.host %>': true };
    expect(evaluate(template, context)).toEqual({ url: 'db1:5432', all: [5432, 1], '<% $.host %>': true });
  });

  it('without an expression comes back as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(!/<%|\{%|\{\{/.test(JSON.stringify(value)));
        expect(evaluate(value as never, context)).toEqual(value);
      }),
    );
  });

  it('is not evaluated twice', () => {
    expect(evaluate('<% $.quote %>', contextOf({ quote: '<% 1 %>' }))).toBe('<% 1 %>');
  });

  it('may be of either language, but not of both in one text', () => {
    expect(hasExpression('{{ 1 }}')).toBe(true);
    expect(hasExpression('<% 1 %>')).toBe(true);
    expect(hasExpression('100 % {sure}')).toBe(false);
    expect(validateExpressions({ a: ['{{ 1 }} <% 1 %>'] })).toContain(
      'Mixing expression types in a single line is not allowed.',
    );
  });

  it('tells its first syntax error, wherever it is', () => {
    expect(validateExpressions({ a: ['<% 1 %>', { b: '<% 1 + %>' }] })).toBe(
      'Parse error: unexpected end of statement',
    );
    expect(validateExpressions([null, 1, 'text'])).toBeNull();
  });
});

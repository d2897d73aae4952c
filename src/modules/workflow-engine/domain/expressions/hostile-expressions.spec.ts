import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Allowance } from './allowance.js';
import { contextOf } from './expression-context.mother.js';
import { ExpressionError } from './expression-error.js';
import { jinjaExpressions, yaqlExpressions } from './hostile-expressions.mother.js';
import { PythonError } from './python/errors.js';
import { evaluate } from './templates.js';

const STEPS = 100_000;

/** One piece of work may be counted only when it is done: a text, a list. */
const OVERDRAFT = 50_000;

const DATA = { text: 'abc', list: [1, 2, 'x'], dict: { a: 1 }, bad: `${'a'.repeat(60)}!` };

interface Outcome {
  readonly value?: unknown;
  readonly error?: Error;
  readonly spent: number;
}

function outcome(template: string): Outcome {
  const allowance = new Allowance(Infinity);
  const limits = { steps: STEPS, milliseconds: 60_000, characters: 100_000, items: 10_000 };
  const context = { ...contextOf(DATA, {}, { limits }), allowance };
  try {
    return { value: evaluate(template, context), spent: allowance.spent };
  } catch (error) {
    return { error: error as Error, spent: allowance.spent };
  }
}

/** Whether it is plain JSON, as a document of a run keeps it: nothing of the process, no function, no prototype. */
function isData(value: unknown): boolean {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  if (value instanceof Number) return true;
  if (Array.isArray(value)) return value.every(isData);
  if (typeof value !== 'object') return false;
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isData);
}

/** A refusal for its author: of the language, or of the limits; nothing in JavaScript's own words. */
function isClear(error: Error): boolean {
  if (!(error instanceof ExpressionError) || error.message === '') return false;
  const { cause } = error;
  if (cause instanceof RangeError) return error.message.includes('maximum recursion depth exceeded');
  return cause === undefined || cause instanceof PythonError || cause instanceof ExpressionError;
}

function holds(template: string): void {
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  const { value, error, spent } = outcome(template);
  if (error) expect([isClear(error), String(error.cause)]).toEqual([true, String(error.cause)]);
  else expect(isData(value)).toBe(true);
  expect(spent).toBeLessThan(STEPS + OVERDRAFT);
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
}

const RUNS = { numRuns: 300 };

describe('whatever somebody writes, an expression ends within its limits, with a value or a clear error', () => {
  it('in YAQL', () => {
    fc.assert(
      fc.property(yaqlExpressions, (expression) => holds(`<% ${expression} %>`)),
      RUNS,
    );
  });

  it('in Jinja', () => {
    fc.assert(
      fc.property(jinjaExpressions, (expression) => holds(`{{ ${expression} }}`)),
      RUNS,
    );
  });

  it('in a Jinja template', () => {
    const template = jinjaExpressions.map(
      (expression) =>
        `x{% set q = ${expression} %}{% for i in q %}{% for j in q %}{{ j }}{% endfor %}{% endfor %}{{ q }}`,
    );
    fc.assert(fc.property(template, holds), RUNS);
  });

  it('however deep it goes', () => {
    for (const depth of [100, 1_000, 10_000, 100_000]) {
      for (const [open, inner, close] of [
        ['(', '1', ')'],
        ['[', '1', ']'],
        ['not ', 'true', ''],
        ['-', '1', ''],
        ['{a => ', '1', '}'],
        ['str(', '1', ')'],
      ] as const) {
        holds(`<% ${open.repeat(depth)}${inner}${close.repeat(depth)} %>`);
        holds(`{{ ${open.repeat(depth)}${inner}${close.repeat(depth)} }}`);
      }
      holds(`<% $${'.a'.repeat(depth)} %>`);
      holds(`{{ _${'.a'.repeat(depth)} }}`);
      holds(`{{ 1${' | abs'.repeat(depth)} }}`);
      holds(`{{ 1${' ~ 1'.repeat(depth)} }}`);
      holds(`<% 1${' + 1'.repeat(depth)} %>`);
    }
  });
});

import type { JsonValue } from '../../../../../shared/domain/json.js';
import { ExpressionContext } from '../expression-context.js';
import { ExpressionError } from '../expression-error.js';
import { shortestSpans } from '../inline-expressions.js';
import { LruCache } from '../lru-cache.js';
import { Budget } from '../python/budget.js';
import { fromJson, toJson } from '../python/json-values.js';
import { str } from '../python/text.js';
import { PyValue } from '../python/values.js';
import { YaqlNode } from './ast.js';
import { YaqlEvaluator } from './evaluator.js';
import { settle } from './finalization.js';
import { parseYaql } from './parser.js';
import { STANDARD_SCOPE } from './standard-library.js';

const compiled = new LruCache<YaqlNode>(1_000);

/** `<% … %>`, on one line: Mistral's pattern does not look beyond the end of it. */
export function hasYaql(text: string): boolean {
  return inlineExpressions(text).length > 0;
}

function inlineExpressions(text: string): string[] {
  return Array.from(shortestSpans(text, '<%', '%>'), ({ start, end }) => text.slice(start, end));
}

/** Mistral strips these characters, not the delimiters. */
const inside = (inline: string): string => inline.replace(/^[<%>]+|[<%>]+$/g, '');

/** The first syntax error of the text's expressions, or null. */
export function validateYaql(text: string): string | null {
  for (const inline of inlineExpressions(text)) {
    try {
      compiled.get(inside(inline), () => parseYaql(inside(inline)));
    } catch (error) {
      if (error instanceof ExpressionError) return error.message;
      throw error;
    }
  }
  return null;
}

/**
 * A text that is one expression becomes its value. In any other text each expression is replaced, one after the
 * other, by Python's text of its value; so a value that looks like a later expression is replaced as well.
 */
export function evaluateYaql(text: string, context: ExpressionContext): JsonValue {
  let result = text;
  for (const inline of inlineExpressions(text)) {
    const budget = new Budget(context.limits, context.allowance);
    const expression = inside(inline).trim();
    try {
      const value = evaluateExpression(expression, context, budget);
      if (inline.length === text.length) return toJson(value, budget);
      result = result.replaceAll(inline, () => str(value, budget));
    } catch (error) {
      throw failure(expression, error);
    }
  }
  return result;
}

function evaluateExpression(expression: string, context: ExpressionContext, budget: Budget): PyValue {
  const node = compiled.get(expression, () => parseYaql(expression));
  const scope = STANDARD_SCOPE.child();
  scope.set('$', fromJson(context.data, 'frozen'));
  return settle(new YaqlEvaluator(context, budget).evaluate(node, scope), budget);
}

function failure(expression: string, error: unknown): ExpressionError {
  const reason = error instanceof RangeError ? 'maximum recursion depth exceeded' : (error as Error).message;
  return new ExpressionError(`Can not evaluate YAQL expression [expression=${expression}, error=${reason}]`, {
    cause: error,
  });
}

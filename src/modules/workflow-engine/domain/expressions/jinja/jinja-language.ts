import type { JsonValue } from '../../../../../shared/domain/json.js';
import { ExpressionContext } from '../expression-context.js';
import { ExpressionError } from '../expression-error.js';
import { shortestSpans, Span } from '../inline-expressions.js';
import { LruCache } from '../lru-cache.js';
import { Budget } from '../python/budget.js';
import { toJson } from '../python/json-values.js';
import { Expression, Statement } from './ast.js';
import { JinjaEvaluator } from './evaluator.js';
import { globalScope } from './globals.js';
import { JinjaRenderer } from './renderer.js';
import { parseExpression, parseTemplate } from './template-parser.js';
import { defined } from './values.js';

const templates = new LruCache<readonly Statement[]>(1_000);
const expressions = new LruCache<Expression>(1_000);

/** `{{ … }}` or `{% … %}` on one line: Mistral's patterns do not look beyond the end of it. */
export function hasJinja(text: string): boolean {
  return firstSpan(text, '{{', '}}') !== undefined || firstSpan(text, '{%', '%}') !== undefined;
}

function firstSpan(text: string, open: string, close: string): Span | undefined {
  const [first] = shortestSpans(text, open, close);
  return first;
}

/** The syntax error of a template, or null. */
export function validateJinja(text: string): string | null {
  try {
    templates.get(text, () => parseTemplate(text));
    return null;
  } catch (error) {
    if (error instanceof ExpressionError) return `Syntax error '${error.message}'.`;
    throw error;
  }
}

/**
 * A text that is one expression, from its `{{` to the next `}}`, keeps its value's type. Every other text is rendered, if
 * it holds a `{{ … }}` at all: with blocks only, Mistral fails.
 */
export function evaluateJinja(text: string, context: ExpressionContext): JsonValue {
  const budget = new Budget(context.limits, context.allowance);
  const evaluator = new JinjaEvaluator(context, budget);
  try {
    const print = firstSpan(text, '{{', '}}');
    if (print === undefined) throw new ExpressionError('list index out of range');
    const scope = globalScope(context, evaluator);
    if (print.start > 0 || print.end < text.length) {
      return new JinjaRenderer(evaluator).render(
        templates.get(text, () => parseTemplate(text)),
        scope,
      );
    }
    const inner = text.slice(2, -2);
    const value = defined(
      evaluator.evaluate(
        expressions.get(inner, () => parseExpression(inner)),
        scope,
      ),
    );
    return toJson(value, budget);
  } catch (error) {
    const reason =
      error instanceof RangeError ? 'maximum recursion depth exceeded' : (error as Error).message;
    throw new ExpressionError(`Can not evaluate Jinja expression [expression=${text}, error=${reason}]`, {
      cause: error,
    });
  }
}

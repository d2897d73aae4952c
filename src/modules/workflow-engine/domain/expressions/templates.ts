import type { JsonValue } from '../../../../shared/domain/json.js';
import { ExpressionContext } from './expression-context.js';
import { evaluateJinja, hasJinja, validateJinja } from './jinja/jinja-language.js';
import { evaluateYaql, hasYaql, validateYaql } from './yaql/yaql-language.js';

const MIXED =
  "The line already contains an expression of type 'jinja'. Mixing expression types in a single line is not allowed.";

/** Whether a text holds an expression of either language. */
export function hasExpression(text: string): boolean {
  return hasJinja(text) || hasYaql(text);
}

function evaluateText(text: string, context: ExpressionContext): JsonValue {
  if (hasJinja(text)) return evaluateJinja(text, context);
  return hasYaql(text) ? evaluateYaql(text, context) : text;
}

/**
 * Evaluates every expression in a value, through lists and dicts; keys are left alone. What holds no expression comes
 * back as it is, and results are not evaluated again. Throws `ExpressionError`.
 */
export function evaluate(template: JsonValue, context: ExpressionContext): JsonValue {
  if (typeof template === 'string') return evaluateText(template, context);
  if (Array.isArray(template)) return template.map((item) => evaluate(item, context));
  if (typeof template !== 'object' || template === null || template instanceof Number) return template;
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, evaluate(value, context)]));
}

/** The first syntax error of the expressions in a value, in Mistral's words; null where there is none. */
export function validateExpressions(template: JsonValue): string | null {
  if (typeof template === 'string') return validateText(template);
  if (typeof template !== 'object' || template === null) return null;
  for (const value of Object.values(template)) {
    const error = validateExpressions(value);
    if (error !== null) return error;
  }
  return null;
}

function validateText(text: string): string | null {
  if (!hasJinja(text)) return validateYaql(text);
  return validateJinja(text) ?? (hasYaql(text) ? MIXED : null);
}

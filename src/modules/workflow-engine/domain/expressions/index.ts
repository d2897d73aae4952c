export { ExpressionError } from './expression-error.js';
export type {
  ExecutionsFilter,
  ExpressionContext,
  ExpressionLimits,
  TasksFilter,
  WorkflowView,
} from './expression-context.js';
export { evaluate, hasExpression, validateExpressions } from './templates.js';

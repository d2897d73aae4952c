export { Allowance, OutOfPatience } from './allowance.js';
export { pythonJson, readExactJson } from './exact-text.js';
export { ExpressionError } from './expression-error.js';
export type {
  ExecutionsFilter,
  ExpressionContext,
  ExpressionLimits,
  TasksFilter,
  WorkflowView,
} from './expression-context.js';
export { evaluate, hasExpression, validateExpressions } from './templates.js';
export { PYTHON_YAML_SCHEMA } from './python/yaml-text.js';

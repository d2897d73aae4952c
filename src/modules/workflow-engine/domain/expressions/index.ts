export { ExpressionError } from './expression-error.js';
export type {
  ExecutionsFilter,
  ExpressionContext,
  ExpressionLimits,
  TasksFilter,
  WorkflowView,
} from './expression-context.js';
export { evaluate, hasExpression, validateExpressions } from './templates.js';
export { PythonFloat } from './python/python-float.js';
export { PYTHON_YAML_SCHEMA } from './python/yaml-text.js';

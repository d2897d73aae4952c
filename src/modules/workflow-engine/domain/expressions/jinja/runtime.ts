import { ExpressionContext } from '../expression-context.js';
import { Budget } from '../python/budget.js';
import { PyValue } from '../python/values.js';
import { Comparison } from './ast.js';
import { NamedArguments } from './values.js';

export interface Arguments {
  readonly positional: readonly PyValue[];
  readonly named: NamedArguments;
}

/** What filters, tests and functions ask of the evaluation they are part of. */
export interface JinjaRuntime {
  readonly context: ExpressionContext;
  readonly budget: Budget;
  compare(operator: Comparison, left: PyValue, right: PyValue): boolean;
  filter(name: string, value: PyValue, args: Arguments): PyValue;
  test(name: string, value: PyValue, args: readonly PyValue[]): boolean;
}

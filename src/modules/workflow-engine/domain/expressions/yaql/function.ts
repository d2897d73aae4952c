import { ExpressionContext } from '../expression-context.js';
import { Budget } from '../python/budget.js';
import { PyValue } from '../python/values.js';
import { YaqlNode } from './ast.js';
import { parseSignature, Signature } from './parameter-types.js';
import { Scope } from './scope.js';

/** A lambda parameter: `$`, `$1`, `$2`… are its arguments. */
export type Lambda = (...args: PyValue[]) => PyValue;

export type YaqlScope = Scope<YaqlFunction>;

/** A lambda that is evaluated in a given scope. */
export type ScopedLambda = (scope: YaqlScope) => PyValue;

/** What a function gets besides its arguments. */
export interface Call {
  readonly budget: Budget;
  readonly context: ExpressionContext;
  /** The call's own scope, a child of the caller's. */
  readonly scope: YaqlScope;
  /** Calls another function, most often an operator, with values. */
  readonly invoke: (name: string, ...args: PyValue[]) => PyValue;
  /** The same, with `name => value` arguments. */
  readonly invokeNamed: (
    name: string,
    args: readonly PyValue[],
    named: ReadonlyMap<string, PyValue>,
  ) => PyValue;
  /** `receiver.expression`, where the expression is still unevaluated. */
  readonly member: (receiver: PyValue, expression: YaqlNode) => PyValue;
}

/** A generator becomes a one-shot, counted stream. */
export type Result = PyValue | Generator<PyValue>;

export interface YaqlFunction {
  readonly name: string;
  readonly isFunction: boolean;
  readonly isMethod: boolean;
  /** `key => value` arguments are named arguments; else they are pairs. */
  readonly takesNamed: boolean;
  readonly signature: Signature;
  readonly run: (call: Call, args: readonly unknown[], named: Readonly<Record<string, PyValue>>) => Result;
}

export type Use = 'function' | 'method' | 'both';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the signature's text vouches for the arguments' types
type Implementation = (call: Call, ...args: any[]) => Result;

interface Extras {
  readonly pairs?: boolean;
}

/**
 * Declares one overload: its name, how it is called (`f(x)`, `x.f()` or both), its signature, and what it does with
 * the arguments in the signature's order; a `**` parameter comes first, as an object.
 */
export function overload(
  use: Use,
  name: string,
  signature: string,
  implementation: Implementation,
  extras: Extras = {},
): YaqlFunction {
  const parsed = parseSignature(signature);
  return {
    name,
    isFunction: use !== 'method',
    isMethod: use !== 'function',
    takesNamed: extras.pairs !== true,
    signature: parsed,
    run: (call, args, named) =>
      parsed.namedRest === undefined ? implementation(call, ...args) : implementation(call, named, ...args),
  };
}

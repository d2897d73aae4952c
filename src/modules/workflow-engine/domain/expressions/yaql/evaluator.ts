import { ExpressionContext } from '../expression-context.js';
import { Budget } from '../python/budget.js';
import { PythonError } from '../python/errors.js';
import { str } from '../python/text.js';
import { PyIterator, PyValue } from '../python/values.js';
import { YaqlNode } from './ast.js';
import { Call, Lambda, Result, ScopedLambda, YaqlFunction, YaqlScope } from './function.js';
import { MappingRule, Parameter } from './parameter-types.js';
import { Argument, Arguments, bind, Binding, separateNamed } from './resolution.js';

/** Characters of a receiver that an error message shows. */
const SHOWN = 200;

/** Evaluates one expression: a tree walk that looks up every operator and function among the scope's overloads. */
export class YaqlEvaluator {
  constructor(
    private readonly context: ExpressionContext,
    private readonly budget: Budget,
  ) {}

  evaluate(node: YaqlNode, scope: YaqlScope): PyValue {
    this.budget.spend();
    switch (node.kind) {
      case 'constant':
        return node.value;
      case 'keyword':
        return node.name;
      case 'variable':
        return scope.get(node.name);
      case 'wrap':
        return this.evaluate(node.inner, scope);
      case 'mapping':
        return new MappingRule(this.evaluate(node.source, scope), this.evaluate(node.destination, scope));
      case 'call':
        return this.budget.descend(() => this.call(node.name, written(node.args), scope));
      case 'hole':
        throw new PythonError('ArgumentException', 'Invalid argument');
    }
  }

  /** Calls a function, or where `receiver` is given a method of it. */
  private call(
    name: string,
    args: readonly Argument[],
    scope: YaqlScope,
    receiver?: { value: PyValue },
  ): PyValue {
    const wanted = (overload: YaqlFunction): boolean => (receiver ? overload.isMethod : overload.isFunction);
    const all: Argument[] = receiver ? [{ kind: 'value', value: receiver.value }, ...args] : [...args];
    const evaluated = new Map<Argument, PyValue>();
    let known = false;
    for (const level of scope.overloads(name.replace(/_+$/, ''))) {
      for (const overload of level.filter(wanted)) {
        known = true;
        const given: Arguments = overload.takesNamed
          ? separateNamed(all)
          : { positional: all, named: new Map() };
        const binding = bind(overload, given);
        const result = binding && this.attempt(overload, binding, scope, evaluated);
        if (result !== undefined) return result.value;
      }
    }
    throw this.unresolved(name, known, receiver);
  }

  /** Evaluates what the overload wants evaluated, once for all overloads; undefined where a value does not fit. */
  private attempt(
    overload: YaqlFunction,
    binding: Binding,
    scope: YaqlScope,
    evaluated: Map<Argument, PyValue>,
  ): { value: PyValue } | undefined {
    const child = scope.child();
    const misfit = Symbol('misfit');
    const take = (parameter: Parameter, argument: Argument | undefined): unknown => {
      if (argument === undefined || argument.kind === 'hole') return parameter.fallback?.value;
      if (parameter.lazy !== undefined) return this.lazy(parameter, argument, child);
      const value = this.argument(argument, scope, evaluated);
      return parameter.accepts(value) ? value : misfit;
    };
    const args = [...binding.positional, ...binding.rest].map(([parameter, argument]) =>
      take(parameter, argument),
    );
    const named = binding.namedRest.map(
      ([name, parameter, argument]) => [name, take(parameter, argument)] as const,
    );
    if (args.includes(misfit) || named.some(([, value]) => value === misfit)) return undefined;
    const result = overload.run(
      this.environment(child),
      args,
      Object.fromEntries(named) as Record<string, PyValue>,
    );
    return { value: this.stream(result) };
  }

  private argument(argument: Argument, scope: YaqlScope, evaluated: Map<Argument, PyValue>): PyValue {
    if (argument.kind === 'value') return argument.value;
    if (argument.kind === 'hole') return null;
    const seen = evaluated.get(argument);
    if (seen !== undefined) return seen;
    const value = this.evaluate(argument.node, scope);
    evaluated.set(argument, value);
    return value;
  }

  private lazy(parameter: Parameter, argument: Argument, scope: YaqlScope): unknown {
    if (argument.kind !== 'node') {
      const value = argument.kind === 'value' ? argument.value : null;
      return parameter.lazy === 'Keyword' || parameter.lazy === 'Expression' ? value : () => value;
    }
    const { node } = argument;
    switch (parameter.lazy) {
      case 'Keyword':
        return node.kind === 'keyword' ? node.name : null;
      case 'Expression':
        return node;
      case 'MethodLambda':
        return (receiver: PyValue) => this.method(node, receiver, scope);
      case 'ScopedLambda':
        return ((given: YaqlScope) => this.evaluate(node, given)) satisfies ScopedLambda;
      case 'LazyMapping':
        return this.lazyMapping(node, scope);
      default:
        return ((...args: PyValue[]) => this.apply(node, scope, args)) satisfies Lambda;
    }
  }

  private lazyMapping(node: YaqlNode, scope: YaqlScope): readonly [Lambda, Lambda] | undefined {
    if (node.kind !== 'mapping') return undefined;
    return [() => this.evaluate(node.source, scope), () => this.evaluate(node.destination, scope)];
  }

  private apply(node: YaqlNode, scope: YaqlScope, args: readonly PyValue[]): PyValue {
    const child = scope.child();
    args.forEach((value, index) => child.set(String(index + 1), value));
    return this.evaluate(node, child);
  }

  private method(node: YaqlNode, receiver: PyValue, scope: YaqlScope): PyValue {
    if (node.kind !== 'call') return this.evaluate(node, scope);
    return this.budget.descend(() =>
      this.call(node.name, written(node.args), scope.child(), { value: receiver }),
    );
  }

  /** `receiver.expression`, as `?.` calls it. */
  member(receiver: PyValue, node: YaqlNode, scope: YaqlScope): PyValue {
    return this.call(
      '#operator_.',
      [
        { kind: 'value', value: receiver },
        { kind: 'node', node },
      ],
      scope,
    );
  }

  private environment(scope: YaqlScope): Call {
    return {
      budget: this.budget,
      context: this.context,
      scope,
      invoke: (name, ...args) => this.call(name, args.map(handed), scope),
      invokeNamed: (name, args, named) =>
        this.call(name, [...args.map(handed), ...Array.from(named, handedByName)], scope),
      member: (receiver, node) => this.member(receiver, node, scope),
    };
  }

  private stream(result: Result): PyValue {
    return isGenerator(result) ? new PyIterator(this.metered(result)) : result;
  }

  private *metered(items: Iterable<PyValue>): Generator<PyValue> {
    for (const item of items) {
      this.budget.spend();
      yield item;
    }
  }

  private unresolved(name: string, known: boolean, receiver: { value: PyValue } | undefined): PythonError {
    if (receiver === undefined) {
      const message = known
        ? `No function "${name}" matches supplied arguments`
        : `Unknown function "${name}"`;
      return new PythonError('FunctionResolutionError', message);
    }
    const shown = str(receiver.value, this.budget).slice(0, SHOWN);
    const message = known
      ? `No method "${name}" for receiver ${shown} matches supplied arguments`
      : `Unknown method "${name}" for receiver ${shown}`;
    return new PythonError('MethodResolutionError', message);
  }
}

const written = (nodes: readonly YaqlNode[]): Argument[] =>
  nodes.map((node) => (node.kind === 'hole' ? { kind: 'hole' } : { kind: 'node', node }));

const handed = (value: PyValue): Argument => ({ kind: 'value', value });

const handedByName = ([name, value]: readonly [string, PyValue]): Argument => ({
  kind: 'node',
  node: { kind: 'mapping', source: { kind: 'keyword', name }, destination: { kind: 'constant', value } },
});

function isGenerator(result: Result): result is Generator<PyValue> {
  return Object.prototype.toString.call(result) === '[object Generator]';
}

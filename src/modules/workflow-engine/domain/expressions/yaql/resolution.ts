import { PythonError } from '../python/errors.js';
import { PyValue } from '../python/values.js';
import { YaqlNode } from './ast.js';
import { YaqlFunction } from './function.js';
import { Parameter } from './parameter-types.js';

/** An argument as it came: written in the expression, handed over as a value, or left out between commas. */
export type Argument =
  | { readonly kind: 'node'; readonly node: YaqlNode }
  | { readonly kind: 'value'; readonly value: PyValue }
  | { readonly kind: 'hole' };

export interface Arguments {
  readonly positional: readonly Argument[];
  readonly named: ReadonlyMap<string, Argument>;
}

/** Each given argument with the parameter that takes it. */
export interface Binding {
  readonly positional: readonly (readonly [Parameter, Argument | undefined])[];
  readonly rest: readonly (readonly [Parameter, Argument])[];
  readonly namedRest: readonly (readonly [string, Parameter, Argument])[];
}

/** Takes `name => value` arguments out of the positional ones, for functions that know names. */
export function separateNamed(args: readonly Argument[]): Arguments {
  const positional: Argument[] = [];
  const named = new Map<string, Argument>();
  for (const argument of args) {
    if (argument.kind !== 'node' || argument.node.kind !== 'mapping') {
      positional.push(argument);
      continue;
    }
    const { source, destination } = argument.node;
    if (source.kind !== 'keyword') {
      throw new PythonError('MappingTranslationException', 'Cannot convert mapping to keyword argument');
    }
    named.set(source.name, { kind: 'node', node: destination });
  }
  return { positional, named };
}

/** Fits arguments to an overload by number, name and form; undefined where they do not fit. */
export function bind(overload: YaqlFunction, given: Arguments): Binding | undefined {
  const { parameters, rest, namedRest } = overload.signature;
  const { positional } = given;
  const named = new Map(given.named);
  const bound: [Parameter, Argument | undefined][] = [];
  for (const [index, parameter] of parameters.entries()) {
    let argument = positional[index];
    if (argument === undefined || argument.kind === 'hole') {
      argument = named.get(parameter.name);
      named.delete(parameter.name);
      if (argument === undefined && parameter.fallback === undefined) return undefined;
    } else if (named.has(parameter.name)) {
      return undefined;
    }
    if (argument !== undefined && !fits(parameter, argument)) return undefined;
    bound.push([parameter, argument]);
  }
  const surplus = positional.slice(parameters.length);
  if (surplus.length > 0 && (rest === undefined || !surplus.every((argument) => fits(rest, argument)))) {
    return undefined;
  }
  if (named.size > 0 && namedRest === undefined) return undefined;
  return {
    positional: bound,
    rest: rest === undefined ? [] : surplus.map((argument) => [rest, argument] as const),
    namedRest:
      namedRest === undefined ? [] : [...named].map(([name, argument]) => [name, namedRest, argument]),
  };
}

/** What can be told of an argument before it is evaluated. */
function fits(parameter: Parameter, argument: Argument): boolean {
  if (argument.kind === 'hole') return false;
  if (argument.kind === 'value') {
    if (parameter.lazy === 'Keyword') return typeof argument.value === 'string';
    return parameter.lazy === undefined
      ? parameter.accepts(argument.value)
      : parameter.lazy !== 'MethodLambda';
  }
  const { node } = argument;
  switch (parameter.lazy) {
    case undefined:
      if (node.kind === 'constant') return parameter.accepts(node.value);
      return node.kind !== 'keyword' || parameter.accepts(node.name);
    case 'Keyword':
      return node.kind === 'keyword';
    case 'MethodLambda':
      return node.kind === 'call' && node.written;
    case 'LazyMapping':
      return node.kind === 'mapping';
    default:
      return true;
  }
}

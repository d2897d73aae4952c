import { PyDict } from '../../python/dict.js';
import { truthy } from '../../python/equality.js';
import { indexError, PythonError, valueError } from '../../python/errors.js';
import { Collection } from '../../python/json-values.js';
import { repr, str } from '../../python/text.js';
import { PyIterator, PyValue, tuple } from '../../python/values.js';
import { YaqlNode } from '../ast.js';
import { Call, Lambda, overload, ScopedLambda, YaqlFunction, YaqlScope } from '../function.js';
import { MappingRule } from '../parameter-types.js';

export function keyError(key: PyValue, call: Call): PythonError {
  return new PythonError('KeyError', repr(key, call.budget));
}

function memberOf(call: Call, dict: PyDict, key: PyValue): PyValue {
  const value = dict.get(key);
  if (value === undefined) throw keyError(key, call);
  return value;
}

function itemAt(_call: Call, items: PyValue[], index: bigint | boolean): PyValue {
  const position = Number(index);
  const value = items[position < 0 ? position + items.length : position];
  if (value === undefined) throw indexError('tuple index out of range');
  return value;
}

function unpack({ scope }: Call, items: Collection, ...names: string[]): YaqlScope {
  const values = [...take(items, names.length === 0 ? Infinity : names.length + 1)];
  if (names.length > 0 && names.length !== values.length) {
    throw valueError(`Cannot unpack ${values.length} elements into ${names.length}`);
  }
  values.forEach((value, index) => scope.set(names[index] ?? String(index + 1), value));
  return scope;
}

function* take(items: Iterable<PyValue>, count: number): Generator<PyValue> {
  let taken = 0;
  for (const item of items) {
    yield item;
    taken += 1;
    if (taken >= count) return;
  }
}

const setAll = (scope: YaqlScope, values: readonly PyValue[]): YaqlScope => {
  values.forEach((value, index) => scope.set(String(index + 1), value));
  return scope;
};

function define({ scope }: Call, name: string, body: Lambda): YaqlScope {
  scope.register(overload('function', name, '*args:object?', (_call, ...args: PyValue[]) => body(...args)));
  return scope;
}

function assert({ budget }: Call, value: PyValue, condition: Lambda, message: string): PyValue {
  const kept = value instanceof PyIterator ? tuple(budget.collect(value)) : value;
  if (!truthy(condition(kept))) throw new PythonError('AssertionError', message);
  return kept;
}

/** Members, indexes, literals, and what opens or fills a scope. */
export const SYSTEM: readonly YaqlFunction[] = [
  overload('function', '#operator_.', 'dict:Mapping, key:Keyword', memberOf),
  overload(
    'function',
    '#operator_.',
    'collection:Iterable, attribute:Keyword',
    function* ({ invoke }, items: Collection, attribute: string) {
      for (const item of items) yield invoke('#operator_.', item, attribute);
    },
  ),
  overload(
    'function',
    '#operator_.',
    'receiver:object?, expr:MethodLambda',
    (_call, value: PyValue, expr: Lambda) => expr(value),
  ),
  overload(
    'function',
    '#operator_?.',
    'receiver:object?, expr:Expression',
    ({ member }, receiver: PyValue, expression: YaqlNode) =>
      receiver === null ? null : member(receiver, expression),
  ),
  overload('function', '#indexer', 'list:Sequence, index:int', itemAt),
  overload('function', '#indexer', 'dict:Mapping, key:object?', memberOf),
  overload(
    'function',
    '#indexer',
    'dict:Mapping, key:object?, default:object?',
    (_call, dict: PyDict, key: PyValue, fallback: PyValue) => dict.getOr(key, fallback),
  ),
  overload('function', '#list', '*args:object?', (_call, ...items: PyValue[]) => tuple(items)),
  overload(
    'function',
    '#map',
    '*args:MappingRule',
    (_call, ...rules: MappingRule[]) =>
      PyDict.of(
        rules.map(({ source, destination }) => [source, destination]),
        true,
      ),
    { pairs: true },
  ),
  overload('method', 'unpack', 'sequence:Iterable, *args:String', unpack),
  overload('function', 'with', '*args:object?', ({ scope }, ...values: PyValue[]) => setAll(scope, values)),
  overload(
    'function',
    'let',
    '*args:object?, **kwargs:object?',
    ({ scope }, named: Record<string, PyValue>, ...values: PyValue[]) => {
      for (const [name, value] of Object.entries(named)) scope.set(name, value);
      return setAll(scope, values);
    },
  ),
  overload('function', 'def', 'name:String, func:Lambda', define),
  overload(
    'function',
    '#operator_->',
    'left:Context, right:ScopedLambda',
    (_call, scope: YaqlScope, right: ScopedLambda) => right(scope),
  ),
  overload('method', 'assert', 'obj:object?, condition:Lambda, message:String=Assertion failed', assert),
  overload(
    'function',
    'call',
    'name:String, args:Sequence, kwargs:Mapping',
    ({ invokeNamed, budget }, name: string, args: PyValue[], named: PyDict) =>
      invokeNamed(
        name,
        args,
        new Map(Array.from(named.items(), ([key, value]) => [str(key, budget), value])),
      ),
  ),
];

/** Below the standard library: `value.word` that nothing else understands is a property of a moment or a span. */
export const FALLBACKS: readonly YaqlFunction[] = [
  overload(
    'function',
    '#operator_.',
    'obj:object?, name:Keyword',
    ({ invoke }, value: PyValue, name: string) => invoke(`#property#${name}`, value),
  ),
];

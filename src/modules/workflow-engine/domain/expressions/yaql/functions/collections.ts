import { PyDict, PyDictView } from '../../python/dict.js';
import { equals } from '../../python/equality.js';
import { stopIteration } from '../../python/errors.js';
import { Collection, isIterable } from '../../python/json-values.js';
import { PySet } from '../../python/set.js';
import { isSequence, isTuple, PyIterator, PyValue, tuple } from '../../python/values.js';
import { Call, Lambda, overload, Result, YaqlFunction } from '../function.js';
import { MappingRule } from '../parameter-types.js';
import { contains } from './membership.js';

type Whole = bigint | boolean;

/** Streams among the arguments of `list` and `set` are poured out. */
function* poured(items: Iterable<PyValue>): Generator<PyValue> {
  for (const item of items) {
    if (item instanceof PyIterator) yield* poured(item);
    else yield item;
  }
}

function* flatten(items: Iterable<PyValue>): Generator<PyValue> {
  for (const item of items) {
    if (isIterable(item)) yield* flatten(item);
    else yield item;
  }
}

function dictOf({ budget }: Call, pairs: Collection): PyDict {
  const entries = budget.collect(pairs).map((pair): [PyValue, PyValue] => {
    const [key, value] =
      isIterable(pair) || typeof pair === 'string'
        ? [...pair]
        : pair instanceof PyDict
          ? [...pair.keys()]
          : [];
    if (key === undefined || value === undefined) throw stopIteration();
    return [key, value];
  });
  return PyDict.of(entries, true);
}

const ruleEntries = (rules: readonly MappingRule[]): [PyValue, PyValue][] =>
  rules.map(({ source, destination }) => [source, destination]);

function toDict({ budget }: Call, items: Collection, key: Lambda, value: Lambda | undefined): PyDict {
  const entries = budget
    .collect(items)
    .map((item): [PyValue, PyValue] => [key(item), value === undefined ? item : value(item)]);
  return PyDict.of(entries);
}

const DICTS: readonly YaqlFunction[] = [
  overload(
    'function',
    'dict',
    '*args:MappingRule',
    (_call, ...rules: MappingRule[]) => PyDict.of(ruleEntries(rules), true),
    {
      pairs: true,
    },
  ),
  overload('function', 'dict', 'items:Iterable', dictOf, { pairs: true }),
  overload(
    'method',
    'toDict',
    'collection:Iterable, keySelector:Lambda, valueSelector:Lambda=absent',
    toDict,
  ),
  overload(
    'method',
    'get',
    'dict:Mapping, key:object?, default:object?=null',
    (_call, dict: PyDict, key: PyValue, fallback: PyValue) => dict.getOr(key, fallback),
  ),
  overload(
    'method',
    'set',
    'dict:Mapping, replacements:Mapping',
    (_call, dict: PyDict, changes: PyDict) => dict.with(changes.items(), true),
    { pairs: true },
  ),
  overload(
    'method',
    'set',
    'dict:Mapping, *args:MappingRule',
    (_call, dict: PyDict, ...rules: MappingRule[]) => dict.with(ruleEntries(rules), true),
    { pairs: true },
  ),
  overload(
    'method',
    'set',
    'dict:Mapping, key:object?, value:object?',
    (_call, dict: PyDict, key: PyValue, value: PyValue) => dict.with([[key, value]], true),
    { pairs: true },
  ),
  overload('method', 'keys', 'dict:Mapping', (_call, dict: PyDict) => new PySet(dict.keys(), 'dict_keys')),
  overload('method', 'values', 'dict:Mapping', (_call, dict: PyDict) => new PyDictView(dict, 'values')),
  overload('method', 'items', 'dict:Mapping', (_call, dict: PyDict) => new PyDictView(dict, 'items')),
  overload('both', 'len', 'view:Items', (_call, view: PyDictView) => BigInt(view.size)),
  overload('method', 'containsKey', 'dict:Mapping, key:object?', (_call, dict: PyDict, key: PyValue) =>
    dict.has(key),
  ),
  overload(
    'method',
    'containsValue',
    'dict:Mapping, value:object?',
    ({ budget }, dict: PyDict, value: PyValue) =>
      [...dict.values()].some((other) => equals(other, value, budget)),
  ),
  overload('method', 'delete', 'dict:Mapping, *keys:object?', (_call, dict: PyDict, ...keys: PyValue[]) =>
    dict.without(keys),
  ),
  overload(
    'method',
    'deleteAll',
    'dict:Mapping, keys:Iterable',
    ({ budget }, dict: PyDict, keys: Collection) => dict.without(budget.collect(keys)),
  ),
  overload('both', 'len', 'dict:Mapping', (_call, dict: PyDict) => BigInt(dict.size)),
  overload('function', 'isDict', 'arg:object?', (_call, value: PyValue) => value instanceof PyDict),
];

const LISTS: readonly YaqlFunction[] = [
  overload('function', 'list', '*args:object?', ({ budget }, ...items: PyValue[]) =>
    tuple(budget.collect(poured(items))),
  ),
  overload('method', 'flatten', 'collection:Iterable', (_call, items: Collection) => flatten(items)),
  overload('method', 'toList', 'collection:Iterable', ({ budget }, items: Collection) =>
    listOf(items, budget),
  ),
  overload(
    'method',
    'contains',
    'collection:Iterable, value:object?',
    (call, items: Collection, value: PyValue) => contains(call, value, items),
  ),
  overload('both', 'len', 'sequence:Sequence', (_call, items: PyValue[]) => BigInt(items.length)),
  overload('function', 'isList', 'arg:object?', (_call, value: PyValue) => isSequence(value)),
  overload('method', 'delete', 'collection:Iterable, position:int, count:int=1', deleteAt),
  overload(
    'method',
    'replace',
    'collection:Iterable, position:int, value:object?, count:int=1',
    (_call, items: Collection, position: Whole, value: PyValue, count: Whole) =>
      replaceAt(items, Number(position), [value], Number(count)),
  ),
  overload(
    'method',
    'replaceMany',
    'collection:Iterable, position:int, values:Iterable, count:int=1',
    (_call, items: Collection, position: Whole, values: Collection, count: Whole) =>
      replaceAt(items, Number(position), values, Number(count)),
  ),
  overload('method', 'insert', 'collection:Sequence, position:int, value:object?', insertIntoList),
  overload(
    'method',
    'insert',
    'collection:Iterable, position:int, value:object?',
    (_call, items: Collection, position: Whole, value: PyValue) => insertAt(items, Number(position), [value]),
  ),
  overload(
    'method',
    'insertMany',
    'collection:Iterable, position:int, values:Iterable',
    (_call, items: Collection, position: Whole, values: Collection) => {
      const at = Number(position);
      return at < 0 ? insertAt(items, 0, values) : insertAt(items, at, values);
    },
  ),
];

function* deleteAt(_call: Call, items: Collection, position: Whole, count: Whole): Generator<PyValue> {
  const from = Number(position);
  const until = Number(count) < 0 ? Infinity : from + Number(count);
  let index = 0;
  for (const item of items) {
    if (index < from || index >= until) yield item;
    index += 1;
  }
}

function* replaceAt(
  items: Collection,
  from: number,
  values: Iterable<PyValue>,
  count: number,
): Generator<PyValue> {
  const until = count < 0 ? Infinity : from + count;
  let replaced = false;
  let index = 0;
  for (const item of items) {
    if (index < from || index >= until) yield item;
    else if (!replaced) {
      replaced = true;
      yield* values;
    }
    index += 1;
  }
}

function* insertAt(items: Collection, position: number, values: Iterable<PyValue>): Generator<PyValue> {
  let index = 0;
  for (const item of items) {
    if (index === position) yield* values;
    yield item;
    index += 1;
  }
  if (position >= index) yield* values;
}

function insertIntoList(_call: Call, items: PyValue[], position: Whole, value: PyValue): PyValue[] {
  const copy = Array.from(items);
  copy.splice(Number(position), 0, value);
  return copy;
}

export function listOf(items: Collection, budget: Call['budget']): PyValue[] {
  return isTuple(items) ? items : tuple(budget.collect(items));
}

const setOperation = (name: string, apply: (left: PySet, right: PySet) => Result): YaqlFunction =>
  overload('method', name, 'left:Set, right:Set', (_call, left: PySet, right: PySet) => apply(left, right));

const SETS: readonly YaqlFunction[] = [
  overload(
    'function',
    'set',
    '*args:object?',
    ({ budget }, ...items: PyValue[]) => new PySet(budget.collect(poured(items))),
  ),
  overload(
    'method',
    'toSet',
    'collection:Iterable',
    ({ budget }, items: Collection) => new PySet(budget.collect(items)),
  ),
  overload('both', 'len', 'set:Set', (_call, set: PySet) => BigInt(set.size)),
  overload('function', 'isSet', 'arg:object?', (_call, value: PyValue) => value instanceof PySet),
  setOperation('union', (left, right) => left.union(right)),
  setOperation('intersect', (left, right) => left.intersection(right)),
  setOperation('difference', (left, right) => left.difference(right)),
  setOperation('symmetricDifference', (left, right) => left.difference(right).union(right.difference(left))),
  overload('method', 'add', 'set:Set, *values:object?', (_call, set: PySet, ...values: PyValue[]) =>
    set.union(values),
  ),
  overload('method', 'remove', 'set:Set, *values:object?', (_call, set: PySet, ...values: PyValue[]) =>
    set.difference(new PySet(values)),
  ),
];

export const COLLECTIONS: readonly YaqlFunction[] = [...DICTS, ...LISTS, ...SETS];

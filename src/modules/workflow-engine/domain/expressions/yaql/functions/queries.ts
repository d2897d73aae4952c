import { truthy } from '../../python/equality.js';
import { PythonError, typeError } from '../../python/errors.js';
import { hashKey } from '../../python/hash.js';
import { Collection, isIterable } from '../../python/json-values.js';
import { PyIterator, PyValue, tuple } from '../../python/values.js';
import { Call, Lambda, overload, Result, YaqlFunction } from '../function.js';
import { Ordering } from '../ordering.js';
import { listOf } from './collections.js';
import { chain } from './operators.js';

type Whole = bigint | boolean;

function* filter(_call: Call, items: Collection, predicate: Lambda): Generator<PyValue> {
  for (const item of items) if (truthy(predicate(item))) yield item;
}

function* map(_call: Call, items: Collection, selector: Lambda): Generator<PyValue> {
  for (const item of items) yield selector(item);
}

function* selectMany(_call: Call, items: Collection, selector: Lambda): Generator<PyValue> {
  for (const item of items) {
    const inner = selector(item);
    if (isIterable(inner)) yield* inner;
    else yield inner;
  }
}

function* skip(_call: Call, items: Collection, count: Whole): Generator<PyValue> {
  requireCount(count);
  let index = 0;
  for (const item of items) {
    if (index >= Number(count)) yield item;
    index += 1;
  }
}

export function* limit(_call: Call, items: Collection, count: Whole): Generator<PyValue> {
  requireCount(count);
  const iterator: Iterator<PyValue, unknown> = items[Symbol.iterator]();
  for (let index = 0; index < Number(count); index += 1) {
    const step = iterator.next();
    if (step.done) return;
    yield step.value;
  }
}

function requireCount(count: Whole): void {
  if (Number(count) < 0) {
    throw new PythonError(
      'ValueError',
      'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.',
    );
  }
}

function* takeWhile(_call: Call, items: Collection, predicate: Lambda): Generator<PyValue> {
  for (const item of items) {
    if (!truthy(predicate(item))) return;
    yield item;
  }
}

function* skipWhile(_call: Call, items: Collection, predicate: Lambda): Generator<PyValue> {
  let skipping = true;
  for (const item of items) {
    skipping &&= truthy(predicate(item));
    if (!skipping) yield item;
  }
}

function* distinct(_call: Call, items: Collection, selector: Lambda | null): Generator<PyValue> {
  const seen = new Set<string>();
  for (const item of items) {
    const key = hashKey(selector === null ? item : selector(item));
    if (seen.has(key)) continue;
    seen.add(key);
    yield item;
  }
}

function* enumerate(_call: Call, items: Collection, start: Whole | null): Generator<PyValue> {
  if (start === null) throw typeError("'NoneType' object cannot be interpreted as an integer");
  let index = BigInt(start);
  for (const item of items) {
    yield [index, item];
    index += 1n;
  }
}

function order(direction: 1 | -1) {
  return ({ budget, invoke }: Call, items: Collection, selector: Lambda): Ordering => {
    const comparison = (left: PyValue, right: PyValue): number => {
      if (truthy(invoke('#operator_<', left, right))) return -1;
      return truthy(invoke('#operator_>', left, right)) ? 1 : 0;
    };
    return new Ordering(() => budget.collect(items), comparison).by(selector, direction);
  };
}

const iteratorsOf = (collections: readonly Collection[]): Iterator<PyValue, unknown>[] =>
  collections.map((items) => items[Symbol.iterator]());

function* zip(_call: Call, ...collections: Collection[]): Generator<PyValue> {
  const iterators = iteratorsOf(collections);
  for (;;) {
    const row: PyValue[] = [];
    for (const iterator of iterators) {
      const step = iterator.next();
      if (step.done) return;
      row.push(step.value);
    }
    yield tuple(row);
  }
}

function* zipLongest(
  _call: Call,
  named: Readonly<Record<string, PyValue>>,
  ...collections: Collection[]
): Generator<PyValue> {
  const iterators = iteratorsOf(collections);
  for (;;) {
    const steps = iterators.map((iterator) => iterator.next());
    if (steps.every(({ done }) => done)) return;
    yield tuple(steps.map((step) => (step.done ? (named['default'] ?? null) : step.value)));
  }
}

function* join(
  { budget }: Call,
  left: Collection,
  right: Collection,
  predicate: Lambda,
  selector: Lambda,
): Generator<PyValue> {
  const others = right instanceof PyIterator ? budget.collect(right) : right;
  for (const item of left) {
    for (const other of others) {
      budget.spend();
      if (truthy(predicate(item, other))) yield selector(item, other);
    }
  }
}

function defaultIfEmpty({ budget }: Call, items: Collection, fallback: Collection): Result {
  const known = items instanceof PyIterator ? tuple(budget.collect(items)) : items;
  for (const _item of known) return known;
  return fallback;
}

export const QUERIES: readonly YaqlFunction[] = [
  overload('method', 'where', 'collection:Iterable, predicate:Lambda', filter),
  overload('method', 'filter', 'collection:Iterable, predicate:Lambda', filter),
  overload('method', 'select', 'collection:Iterable, selector:Lambda', map),
  overload('method', 'map', 'collection:Iterable, selector:Lambda', map),
  overload('method', 'selectMany', 'collection:Iterable, selector:Lambda', selectMany),
  overload('method', 'skip', 'collection:Iterable, count:int', skip),
  overload('method', 'limit', 'collection:Iterable, count:int', limit),
  overload('method', 'take', 'collection:Iterable, count:int', limit),
  overload('method', 'takeWhile', 'collection:Iterable, predicate:Lambda', takeWhile),
  overload('method', 'skipWhile', 'collection:Iterable, predicate:Lambda', skipWhile),
  overload(
    'both',
    'append',
    'collection:Iterable, *args:object?',
    (_call, items: Collection, ...more: PyValue[]) => chain([items, more]),
  ),
  overload('both', 'concat', '*collections:Iterable', (_call, ...collections: Collection[]) =>
    chain(collections),
  ),
  overload('both', 'distinct', 'collection:Iterable, keySelector:Lambda=null', distinct),
  overload('both', 'enumerate', 'collection:Iterable, start:int?=0', enumerate),
  overload('method', 'memorize', 'collection:Iterable', ({ budget }, items: Collection) =>
    items instanceof PyIterator ? tuple(budget.collect(items)) : items,
  ),
  overload('method', 'orderBy', 'collection:Iterable, selector:Lambda', order(1)),
  overload('method', 'orderByDescending', 'collection:Iterable, selector:Lambda', order(-1)),
  overload(
    'method',
    'thenBy',
    'collection:Ordering, selector:Lambda',
    (_call, ordering: Ordering, selector: Lambda) => ordering.by(selector, 1),
  ),
  overload(
    'method',
    'thenByDescending',
    'collection:Ordering, selector:Lambda',
    (_call, ordering: Ordering, selector: Lambda) => ordering.by(selector, -1),
  ),
  overload('method', 'zip', 'collection:Iterable, *collections:Iterable', zip),
  overload('method', 'zipLongest', '*collections:Iterable, **kwargs:object?', zipLongest),
  overload(
    'method',
    'join',
    'collection1:Iterable, collection2:Iterable, predicate:Lambda, selector:Lambda',
    join,
  ),
  overload('method', 'reverse', 'collection:Iterable', function* ({ budget }, items: Collection) {
    yield* Array.from(listOf(items, budget)).reverse();
  }),
  overload('method', 'defaultIfEmpty', 'collection:Iterable, default:Iterable', defaultIfEmpty),
  overload('function', 'isIterable', 'value:object?', (_call, value: PyValue) => isIterable(value)),
];

import { equals, truthy } from '../../python/equality.js';
import { PythonError, stopIteration, typeError } from '../../python/errors.js';
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

function* limit(_call: Call, items: Collection, count: Whole): Generator<PyValue> {
  requireCount(count);
  const iterator = items[Symbol.iterator]();
  for (let index = 0; index < Number(count); index += 1) {
    const { done, value } = iterator.next();
    if (done) return;
    yield value;
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
  let index = BigInt(start ?? 0);
  for (const item of items) {
    yield [index, item];
    index += 1n;
  }
}

function any(_call: Call, items: Collection, predicate: Lambda | null): boolean {
  for (const item of items) if (predicate === null || truthy(predicate(item))) return true;
  return false;
}

function all(_call: Call, items: Collection, predicate: Lambda | null): boolean {
  for (const item of items) if (!truthy(predicate === null ? item : predicate(item))) return false;
  return true;
}

function count({ budget }: Call, items: Collection): bigint {
  let total = 0n;
  for (const _item of items) {
    budget.spend();
    total += 1n;
  }
  return total;
}

function reduce(items: Collection, combine: Lambda, seed: PyValue | undefined): PyValue {
  let total = seed;
  for (const item of items) total = total === undefined ? item : combine(total, item);
  if (total === undefined) throw typeError('reduce() of empty iterable with no initial value');
  return total;
}

function* accumulate(
  _call: Call,
  items: Collection,
  combine: Lambda,
  seed: PyValue | undefined,
): Generator<PyValue> {
  let total = seed;
  if (total !== undefined) yield total;
  for (const item of items) {
    total = total === undefined ? item : combine(total, item);
    yield total;
  }
  if (total === undefined) throw typeError('accumulate() of empty sequence with no initial value');
}

/** `sum`, `max` and `min` fold with the function of that name over two values. */
const fold = (name: string, operation: string): YaqlFunction =>
  overload(
    'method',
    name,
    'collection:Iterable, initial:object?=absent',
    ({ invoke }, items: Collection, seed: PyValue | undefined) =>
      reduce(items, (left, right) => invoke(operation, left, right), seed),
  );

function first(_call: Call, items: Collection, fallback: PyValue | undefined): PyValue {
  for (const item of items) return item;
  if (fallback === undefined) throw stopIteration();
  return fallback;
}

function last({ budget }: Call, items: Collection, fallback: PyValue | undefined): PyValue {
  let value = fallback;
  for (const item of items) {
    budget.spend();
    value = item;
  }
  if (value === undefined) throw stopIteration();
  return value;
}

function single(call: Call, items: Collection): PyValue {
  const found = [...limit(call, items, 2n)];
  const [value] = found;
  if (value === undefined) throw stopIteration();
  if (found.length > 1) throw stopIteration('Collection contains more than one item');
  return value;
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

function find(
  { budget }: Call,
  items: Collection,
  matches: (item: PyValue) => boolean,
  stopAtFirst: boolean,
): bigint {
  let index = 0n;
  let found = -1n;
  for (const item of items) {
    budget.spend();
    if (matches(item)) {
      found = index;
      if (stopAtFirst) break;
    }
    index += 1n;
  }
  return found;
}

const search = (name: string, stopAtFirst: boolean): readonly YaqlFunction[] => [
  overload(
    'method',
    `${name}Of`,
    'collection:Iterable, item:object?',
    (call, items: Collection, wanted: PyValue) =>
      find(call, items, (item) => equals(item, wanted, call.budget), stopAtFirst),
  ),
  overload(
    'method',
    `${name}Where`,
    'collection:Iterable, predicate:Lambda',
    (call, items: Collection, test: Lambda) => find(call, items, (item) => truthy(test(item)), stopAtFirst),
  ),
];

function* zip(_call: Call, ...collections: Collection[]): Generator<PyValue> {
  const iterators = collections.map((items) => items[Symbol.iterator]());
  for (;;) {
    const row: PyValue[] = [];
    for (const iterator of iterators) {
      const { done, value } = iterator.next();
      if (done) return;
      row.push(value);
    }
    if (row.length === 0) return;
    yield tuple(row);
  }
}

function* zipLongest(
  _call: Call,
  named: Readonly<Record<string, PyValue>>,
  ...collections: Collection[]
): Generator<PyValue> {
  const iterators = collections.map((items) => items[Symbol.iterator]());
  for (;;) {
    const steps = iterators.map((iterator) => iterator.next());
    if (steps.every(({ done }) => done)) return;
    yield tuple(steps.map(({ done, value }) => (done ? (named['default'] ?? null) : (value as PyValue))));
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
  overload('both', 'any', 'collection:Iterable, predicate:Lambda=null', any),
  overload('both', 'all', 'collection:Iterable, predicate:Lambda=null', all),
  overload('both', 'len', 'collection:Iterator', count),
  overload('method', 'count', 'collection:Iterable', count),
  overload('method', 'memorize', 'collection:Iterable', ({ budget }, items: Collection) =>
    items instanceof PyIterator ? tuple(budget.collect(items)) : items,
  ),
  fold('sum', '#operator_+'),
  fold('max', 'max'),
  fold('min', 'min'),
  ...['aggregate', 'reduce'].map((name) =>
    overload(
      'method',
      name,
      'collection:Iterable, selector:Lambda, seed:object?=absent',
      (_call, items: Collection, combine: Lambda, seed: PyValue | undefined) => reduce(items, combine, seed),
    ),
  ),
  overload('method', 'accumulate', 'collection:Iterable, selector:Lambda, seed:object?=absent', accumulate),
  overload('method', 'first', 'collection:Iterable, default:object?=absent', first),
  overload('method', 'last', 'collection:Iterable, default:object?=absent', last),
  overload('method', 'single', 'collection:Iterable', single),
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
  ...search('index', true),
  ...search('lastIndex', false),
  overload('method', 'zip', '*collections:Iterable', zip),
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

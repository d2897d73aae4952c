import { equals, truthy } from '../../python/equality.js';
import { stopIteration, typeError } from '../../python/errors.js';
import { Collection } from '../../python/json-values.js';
import { PyValue } from '../../python/values.js';
import { Call, Lambda, overload, YaqlFunction } from '../function.js';
import { limit } from './queries.js';

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

/** What makes one value of a whole collection. */
export const AGGREGATES: readonly YaqlFunction[] = [
  overload('both', 'any', 'collection:Iterable, predicate:Lambda=null', any),
  overload('both', 'all', 'collection:Iterable, predicate:Lambda=null', all),
  overload('both', 'len', 'collection:Iterator', count),
  overload('method', 'count', 'collection:Iterable', count),
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
  ...search('index', true),
  ...search('lastIndex', false),
];

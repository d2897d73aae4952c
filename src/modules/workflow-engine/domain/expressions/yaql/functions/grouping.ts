import { PyDict } from '../../python/dict.js';
import { equals, truthy } from '../../python/equality.js';
import { PythonError, typeError, valueError } from '../../python/errors.js';
import { Collection } from '../../python/json-values.js';
import { isSequence, PyValue, tuple, typeName } from '../../python/values.js';
import { Call, Lambda, overload, YaqlFunction } from '../function.js';
import { listOf } from './collections.js';

function* groupBy(
  call: Call,
  items: Collection,
  keySelector: Lambda,
  valueSelector: Lambda | null,
  aggregator: Lambda | null,
): Generator<PyValue> {
  const groups = new PyDict();
  for (const item of items) {
    const value = valueSelector === null ? item : valueSelector(item);
    const key = keySelector(item);
    const group = groups.get(key);
    if (isSequence(group)) group.push(value);
    else groups.put(key, [value]);
  }
  const aggregate = aggregator === null ? undefined : new GroupAggregator(aggregator, call);
  for (const [key, values] of groups.items()) {
    if (aggregate === undefined) yield tuple([key, values]);
    else if (isSequence(values)) yield aggregate.apply(key, values);
  }
}

/**
 * YAQL 1.1.1 gave the aggregator `[key, values]`, later versions give it the values alone; an aggregator written for
 * the old way fails on the first group, or answers a pair that begins like the values, and is then given the pair.
 */
class GroupAggregator {
  private failure: unknown;
  private mayFallBack = true;

  constructor(
    private readonly aggregator: Lambda,
    private readonly call: Call,
  ) {}

  apply(key: PyValue, values: PyValue[]): PyValue {
    if (this.failure === undefined) {
      try {
        const result = this.aggregator(values);
        this.mayFallBack &&= this.looksLikePair(result, values);
        return tuple([key, result]);
      } catch (error) {
        if (!isResolutionFailure(error)) throw error;
        this.failure = error;
      }
    }
    if (this.mayFallBack) {
      const result = this.aggregator(tuple([key, values]));
      if (isSequence(result) && result.length === 2) return result;
    }
    throw this.failure;
  }

  private looksLikePair(result: PyValue, values: PyValue[]): boolean {
    if (values.length !== 2 || !isSequence(result) || result.length !== 2) return false;
    return equals(result[0] ?? null, values[0] ?? null, this.call.budget);
  }
}

const RESOLUTION_FAILURES: ReadonlySet<string> = new Set([
  'FunctionResolutionError',
  'MethodResolutionError',
  'IndexError',
]);

const isResolutionFailure = (error: unknown): boolean =>
  error instanceof PythonError && RESOLUTION_FAILURES.has(error.type);

function* slices({ budget }: Call, items: Collection, length: bigint | boolean): Generator<PyValue> {
  let slice: PyValue[] = [];
  if (Number(length) < 0)
    throw valueError('Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.');
  if (Number(length) === 0) return;
  for (const item of items) {
    budget.spend();
    slice.push(item);
    if (slice.length >= Number(length)) {
      yield tuple(slice);
      slice = [];
    }
  }
  if (slice.length > 0) yield tuple(slice);
}

function* splitWhere({ budget }: Call, items: Collection, predicate: Lambda): Generator<PyValue> {
  const list = listOf(items, budget);
  let start = 0;
  for (const [index, item] of list.entries()) {
    if (!truthy(predicate(item))) continue;
    yield list.slice(start, index);
    start = index + 1;
  }
  if (start < list.length) yield list.slice(start);
}

function* sliceWhere({ budget }: Call, items: Collection, predicate: Lambda): Generator<PyValue> {
  const list = listOf(items, budget);
  let start = 0;
  let before: PyValue | undefined;
  for (const [index, item] of list.entries()) {
    const verdict = predicate(item);
    if (before !== undefined && !equals(verdict, before, budget)) {
      yield list.slice(start, index);
      start = index;
    }
    before = verdict;
  }
  if (start < list.length) yield list.slice(start);
}

function splitAt({ budget }: Call, items: Collection, index: bigint | boolean): PyValue {
  const list = listOf(items, budget);
  return [list.slice(0, Number(index)), list.slice(Number(index))];
}

type Merge = (left: PyValue, right: PyValue) => PyValue;

function mergeWith(
  call: Call,
  left: PyDict,
  right: PyDict,
  listMerger: Lambda | null,
  itemMerger: Lambda | null,
  levels: bigint | boolean,
): PyDict {
  const mergeLists: Merge =
    listMerger ?? ((a, b) => call.invoke('list', call.invoke('distinct', call.invoke('#operator_+', a, b))));
  return merge(left, right, mergeLists, itemMerger ?? ((_a, b) => b), Number(levels));
}

function merge(left: PyDict, right: PyDict, mergeLists: Merge, mergeItems: Merge, levels: number): PyDict {
  const result = PyDict.of(left.items());
  for (const [key, value] of right.items()) {
    const before = left.get(key);
    result.put(key, before === undefined ? value : combine(before, value));
  }
  return result;

  function combine(before: PyValue, value: PyValue): PyValue {
    if (levels !== 1 && value instanceof PyDict) {
      if (!(before instanceof PyDict)) throw cannotMerge(before, value);
      return merge(before, value, mergeLists, mergeItems, levels === 0 ? 0 : levels - 1);
    }
    if (levels !== 1 && isSequence(value)) {
      if (!isSequence(before)) throw cannotMerge(before, value);
      return mergeLists(before, value);
    }
    return mergeItems(before, value);
  }
}

const cannotMerge = (left: PyValue, right: PyValue): PythonError =>
  typeError(`Cannot merge <class '${typeName(left)}'> with <class '${typeName(right)}'>`);

export const GROUPING: readonly YaqlFunction[] = [
  overload(
    'method',
    'groupBy',
    'collection:Iterable, keySelector:Lambda, valueSelector:Lambda=null, aggregator:Lambda=null',
    groupBy,
  ),
  overload('method', 'slice', 'collection:Iterable, length:int', slices),
  overload('method', 'splitWhere', 'collection:Iterable, predicate:Lambda', splitWhere),
  overload('method', 'sliceWhere', 'collection:Iterable, predicate:Lambda', sliceWhere),
  overload('method', 'splitAt', 'collection:Iterable, index:int', splitAt),
  overload(
    'method',
    'mergeWith',
    'dict:Mapping, another:Mapping, listMerger:Lambda=null, itemMerger:Lambda=null, maxLevels:int=0',
    mergeWith,
  ),
];

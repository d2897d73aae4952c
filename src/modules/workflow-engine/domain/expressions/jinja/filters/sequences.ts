import { PyDict, PyDictView } from '../../python/dict.js';
import { compare } from '../../python/equality.js';
import { typeError } from '../../python/errors.js';
import { hashKey } from '../../python/hash.js';
import { iterate, lengthOf, operate } from '../../python/operations.js';
import { str } from '../../python/text.js';
import { PyIterator, PyValue, tuple } from '../../python/values.js';
import { JinjaRuntime } from '../runtime.js';
import { GroupTuple, Undefined } from '../values.js';
import { Filter, filter } from './filter.js';
import { folded, memberReader } from './members.js';

const listOf = (value: PyValue, { budget }: JinjaRuntime): PyValue[] => budget.collect(iterate(value));

/** Sorted by keys read once; the order of equals is kept. */
function sortBy(
  items: PyValue[],
  key: (item: PyValue) => PyValue,
  reverse: boolean,
  evaluator: JinjaRuntime,
): PyValue[] {
  const keyed = items.map((item) => ({ item, key: key(item) }));
  const direction = reverse ? -1 : 1;
  keyed.sort((left, right) => direction * compare(left.key, right.key, evaluator.budget));
  return keyed.map(({ item }) => item);
}

function extreme(names: string, direction: 1 | -1): readonly Filter[] {
  return filter(names, 'case_sensitive attribute', (value, args, evaluator) => {
    const read = memberReader(args.orNull('attribute'), evaluator);
    const key = (item: PyValue): PyValue => folded(read(item), args.flag('case_sensitive'));
    const items = listOf(value, evaluator);
    let [best] = items;
    if (best === undefined) return new Undefined('No aggregated item, sequence was empty.');
    for (const item of items) {
      if (compare(key(item), key(best), evaluator.budget) * direction > 0) best = item;
    }
    return best;
  });
}

function batch(items: readonly PyValue[], size: number, fill: PyValue | undefined): PyValue[] {
  const batches: PyValue[] = [];
  for (let start = 0; start < items.length; start += size) {
    const row = items.slice(start, start + size);
    while (fill !== undefined && fill !== null && row.length < size) row.push(fill);
    batches.push(row);
  }
  return batches;
}

function slices(items: readonly PyValue[], count: number, fill: PyValue | undefined): PyValue[] {
  const size = Math.floor(items.length / count);
  const longer = items.length % count;
  let start = 0;
  return Array.from({ length: count }, (_slice, index) => {
    const row = items.slice(start, start + size + (index < longer ? 1 : 0));
    start += row.length;
    if (fill !== undefined && fill !== null && index >= longer) row.push(fill);
    return row;
  });
}

function positive(size: number): number {
  if (size < 1) throw typeError('the number of items must be positive');
  return size;
}

export const SEQUENCE_FILTERS: readonly Filter[] = [
  ...filter('list', '', (value, _args, evaluator) => listOf(value, evaluator)),
  ...filter('length count', '', (value) => BigInt(lengthOf(value))),
  ...filter('items', '', (value) => {
    if (!(value instanceof PyDict)) throw typeError('Can only get item pairs from a mapping.');
    return PyIterator.over(new PyDictView(value, 'items'));
  }),
  ...filter('first', '', (value) => {
    for (const item of iterate(value)) return item;
    return new Undefined('No first item, sequence was empty.');
  }),
  ...filter('last', '', (value, _args, evaluator) => {
    const item = listOf(value, evaluator).at(-1);
    return item === undefined ? new Undefined('No last item, sequence was empty.') : item;
  }),
  ...filter('random', '', (value, _args, evaluator) => {
    const items = listOf(value, evaluator);
    const item = items[Math.floor(Math.random() * items.length)];
    return item === undefined ? new Undefined('No random item, sequence was empty.') : item;
  }),
  ...filter('join', 'd attribute', (value, args, evaluator) => {
    const read = memberReader(args.orNull('attribute'), evaluator);
    const separator = str(args.getOr('d', ''), evaluator.budget);
    const parts = listOf(value, evaluator).map((item) => str(read(item), evaluator.budget));
    evaluator.budget.allowText(parts.reduce((length, part) => length + part.length + separator.length, 0));
    return parts.join(separator);
  }),
  ...filter('reverse', '', (value, _args, evaluator) => {
    if (typeof value === 'string') return [...value].reverse().join('');
    return PyIterator.over(listOf(value, evaluator).reverse());
  }),
  ...filter('sort', 'reverse case_sensitive attribute', (value, args, evaluator) => {
    const read = memberReader(args.orNull('attribute'), evaluator, args.flag('case_sensitive'));
    return sortBy(listOf(value, evaluator), read, args.flag('reverse'), evaluator);
  }),
  ...filter('dictsort', 'case_sensitive by reverse', (value, args, evaluator) => {
    if (!(value instanceof PyDict)) throw typeError('dictsort needs a mapping');
    const position = args.text('by', 'key') === 'value' ? 1 : 0;
    const pairs = [...value.items()].map((pair) => tuple(pair));
    const key = (pair: PyValue): PyValue =>
      folded(Array.isArray(pair) ? (pair[position] ?? null) : null, args.flag('case_sensitive'));
    return sortBy(pairs, key, args.flag('reverse'), evaluator);
  }),
  ...filter('unique', 'case_sensitive attribute', (value, args, evaluator) => {
    const read = memberReader(args.orNull('attribute'), evaluator, args.flag('case_sensitive'));
    const seen = new Set<string>();
    const unique = listOf(value, evaluator).filter((item) => {
      const key = hashKey(read(item));
      return !seen.has(key) && seen.add(key);
    });
    return PyIterator.over(unique);
  }),
  ...filter('groupby', 'attribute! default case_sensitive', (value, args, evaluator) => {
    const read = memberReader(
      args.orNull('attribute'),
      evaluator,
      args.flag('case_sensitive'),
      args.get('default'),
    );
    const shown = memberReader(args.orNull('attribute'), evaluator, true, args.get('default'));
    const groups = new Map<string, [PyValue, PyValue[]]>();
    for (const item of sortBy(listOf(value, evaluator), read, false, evaluator)) {
      const key = read(item);
      const group = groups.get(hashKey(key));
      if (group === undefined) groups.set(hashKey(key), [shown(item), [item]]);
      else group[1].push(item);
    }
    return [...groups.values()].map((group) => GroupTuple.from<PyValue>(group));
  }),
  ...filter('sum', 'attribute start', (value, args, evaluator) => {
    const read = memberReader(args.orNull('attribute'), evaluator);
    return listOf(value, evaluator).reduce(
      (total, item) => operate('+', total, read(item), evaluator.budget),
      args.getOr('start', 0n),
    );
  }),
  ...filter('batch', 'linecount! fill_with', (value, args, evaluator) =>
    PyIterator.over(
      batch(listOf(value, evaluator), positive(args.whole('linecount', 1)), args.get('fill_with')),
    ),
  ),
  ...filter('slice', 'slices! fill_with', (value, args, evaluator) => {
    const count = positive(args.whole('slices', 1));
    evaluator.budget.allowItems(count);
    return PyIterator.over(slices(listOf(value, evaluator), count, args.get('fill_with')));
  }),
  ...extreme('max', 1),
  ...extreme('min', -1),
];

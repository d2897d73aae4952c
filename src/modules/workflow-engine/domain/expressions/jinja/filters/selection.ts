import { truthy } from '../../python/equality.js';
import { typeError } from '../../python/errors.js';
import { iterate } from '../../python/operations.js';
import { str } from '../../python/text.js';
import { PyIterator, PyValue } from '../../python/values.js';
import { attribute, ownAttribute } from '../attributes.js';
import { Arguments, JinjaRuntime } from '../runtime.js';
import { defined } from '../values.js';
import { Filter, filter } from './filter.js';
import { memberReader } from './members.js';

/** What is false has no items for these, not even null. */
const itemsOf = (value: PyValue): Iterable<PyValue> => (truthy(value) ? iterate(value) : []);

type Select = (item: PyValue) => boolean;

/** `select` and its kin: by truth, or by a test and its arguments. */
function verdict(evaluator: JinjaRuntime, args: readonly PyValue[]): Select {
  const [test, ...rest] = args;
  if (test === undefined) return truthy;
  const name = str(test, evaluator.budget);
  return (item) => evaluator.test(name, item, rest);
}

function* sift(items: Iterable<PyValue>, wanted: Select, evaluator: JinjaRuntime): Generator<PyValue> {
  for (const item of items) {
    evaluator.budget.spend();
    if (wanted(item)) yield item;
  }
}

const selecting = (name: string, keep: boolean): readonly Filter[] =>
  filter(name, undefined, (value, _args, evaluator, { positional }) => {
    const test = verdict(evaluator, positional);
    return new PyIterator(sift(itemsOf(value), (item) => test(item) === keep, evaluator));
  });

const selectingByMember = (name: string, keep: boolean): readonly Filter[] =>
  filter(name, undefined, (value, _args, evaluator, { positional: [path, ...rest] }) => {
    if (path === undefined) throw typeError('Missing parameter for attribute name');
    const test = verdict(evaluator, rest);
    const read = memberReader(path, evaluator);
    const member: Select =
      rest[0] === 'defined' || rest[0] === 'undefined'
        ? presence(path, evaluator, rest[0])
        : (item) => test(read(item));
    return new PyIterator(sift(itemsOf(value), (item) => member(item) === keep, evaluator));
  });

function presence(path: PyValue, evaluator: JinjaRuntime, test: string): Select {
  return (item) => {
    const value = attribute(item, str(path, evaluator.budget), evaluator.budget);
    return evaluator.test(test, value, []);
  };
}

function mapper(evaluator: JinjaRuntime, { positional, named }: Arguments): (item: PyValue) => PyValue {
  const path = named.get('attribute');
  if (path !== undefined && positional.length === 0) {
    return memberReader(path, evaluator, true, named.get('default'));
  }
  const [name, ...rest] = positional;
  if (name === undefined) throw typeError('map requires a filter argument');
  return (item) => evaluator.filter(str(name, evaluator.budget), item, { positional: rest, named });
}

function* mapped(
  items: Iterable<PyValue>,
  map: (item: PyValue) => PyValue,
  evaluator: JinjaRuntime,
): Generator<PyValue> {
  for (const item of items) {
    evaluator.budget.spend();
    yield defined(map(item));
  }
}

export const SELECTION_FILTERS: readonly Filter[] = [
  ...selecting('select', true),
  ...selecting('reject', false),
  ...selectingByMember('selectattr', true),
  ...selectingByMember('rejectattr', false),
  ...filter(
    'map',
    undefined,
    (value, _args, evaluator, args) =>
      new PyIterator(mapped(itemsOf(value), mapper(evaluator, args), evaluator)),
  ),
  ...filter('attr', 'name!', (value, args, { budget }) => ownAttribute(value, args.text('name', ''), budget)),
];

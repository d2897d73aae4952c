import { PyDict, PyDictView } from '../python/dict.js';
import { compare, equals } from '../python/equality.js';
import { indexError, PythonError, typeError, valueError } from '../python/errors.js';
import { iterate } from '../python/operations.js';
import { PySet } from '../python/set.js';
import { repr } from '../python/text.js';
import { isTuple, PyValue, tuple, typeName } from '../python/values.js';
import { Bound } from './arguments.js';
import { Arguments } from './runtime.js';
import { Method } from './method.js';
import { Budget } from '../python/budget.js';

type On<T> = (receiver: T, args: Bound, budget: Budget) => PyValue;

/** Methods of a list that a tuple has not. */
const LISTS_ONLY: ReadonlySet<string> = new Set([
  'append',
  'extend',
  'insert',
  'pop',
  'remove',
  'reverse',
  'sort',
  'copy',
  'clear',
]);

function listMethod([name, signature, run]: readonly [string, string, On<PyValue[]>]): [string, Method] {
  return [
    name,
    (receiver, args: Arguments, budget) => {
      if (!Array.isArray(receiver) || (isTuple(receiver) && LISTS_ONLY.has(name))) {
        throw new PythonError('AttributeError', `'${typeName(receiver)}' object has no attribute '${name}'`);
      }
      budget.spend(receiver.length);
      return run(receiver, new Bound(name, signature, args), budget);
    },
  ];
}

export const LIST_METHODS: ReadonlyMap<string, Method> = new Map(
  (
    [
      [
        'count',
        'value!',
        (list, args, budget) =>
          BigInt(list.filter((item) => equals(item, args.orNull('value'), budget)).length),
      ],
      [
        'index',
        'value!',
        (list, args, budget) => {
          const index = list.findIndex((item) => equals(item, args.orNull('value'), budget));
          if (index < 0) throw valueError(`${repr(args.orNull('value'), budget)} is not in list`);
          return BigInt(index);
        },
      ],
      ['copy', '', (list) => Array.from(list)],
      [
        'append',
        'value!',
        (list, args, budget) => {
          budget.allowItems(list.length + 1);
          list.push(args.orNull('value'));
          return null;
        },
      ],
      [
        'extend',
        'values!',
        (list, args, budget) => {
          const values = budget.collect(iterate(args.orNull('values')));
          budget.allowItems(list.length + values.length);
          list.push(...values);
          return null;
        },
      ],
      [
        'insert',
        'index! value!',
        (list, args, budget) => {
          budget.allowItems(list.length + 1);
          list.splice(args.whole('index', 0), 0, args.orNull('value'));
          return null;
        },
      ],
      [
        'pop',
        'index',
        (list, args) => {
          const [popped] = list.splice(args.whole('index', -1), 1);
          if (popped === undefined) throw indexError('pop index out of range');
          return popped;
        },
      ],
      [
        'remove',
        'value!',
        (list, args, budget) => {
          const index = list.findIndex((item) => equals(item, args.orNull('value'), budget));
          if (index < 0) throw valueError('list.remove(x): x not in list');
          list.splice(index, 1);
          return null;
        },
      ],
      [
        'sort',
        'reverse',
        (list, args, budget) => {
          const direction = args.flag('reverse') ? -1 : 1;
          list.sort((left, right) => direction * compare(left, right, budget));
          return null;
        },
      ],
      [
        'reverse',
        '',
        (list) => {
          list.reverse();
          return null;
        },
      ],
      [
        'clear',
        '',
        (list) => {
          list.length = 0;
          return null;
        },
      ],
    ] as const satisfies readonly (readonly [string, string, On<PyValue[]>])[]
  ).map(listMethod),
);

function dictMethod([name, signature, run]: readonly [string, string, On<PyDict>]): [string, Method] {
  return [
    name,
    (receiver, args, budget) => {
      if (!(receiver instanceof PyDict)) throw typeError(`'${typeName(receiver)}' is no dict`);
      if (name === 'update' && args.positional.length === 0) {
        for (const [key, value] of args.named) receiver.put(key, value);
        return null;
      }
      return run(receiver, new Bound(name, signature, args), budget);
    },
  ];
}

export const DICT_METHODS: ReadonlyMap<string, Method> = new Map(
  (
    [
      ['keys', '', (dict) => new PySet(dict.keys(), 'dict_keys')],
      ['values', '', (dict) => new PyDictView(dict, 'values')],
      ['items', '', (dict) => new PyDictView(dict, 'items')],
      ['get', 'key! default', (dict, args) => dict.getOr(args.orNull('key'), args.orNull('default'))],
      ['copy', '', (dict) => PyDict.of(dict.items())],
      [
        'pop',
        'key! default',
        (dict, args, budget) => {
          const key = args.orNull('key');
          const popped = dict.take(key) ?? args.get('default');
          if (popped === undefined) throw new PythonError('KeyError', repr(key, budget));
          return popped;
        },
      ],
      [
        'popitem',
        '',
        (dict) => {
          const last = [...dict.items()].at(-1);
          if (last === undefined) throw new PythonError('KeyError', "'popitem(): dictionary is empty'");
          dict.take(last[0]);
          return tuple(last);
        },
      ],
      [
        'clear',
        '',
        (dict) => {
          for (const key of [...dict.keys()]) dict.take(key);
          return null;
        },
      ],
      [
        'update',
        'other',
        (dict, args) => {
          const other = args.orNull('other');
          if (!(other instanceof PyDict)) throw typeError(`'${typeName(other)}' object is not iterable`);
          for (const [key, value] of [...other.items()]) dict.put(key, value);
          return null;
        },
      ],
      [
        'setdefault',
        'key! default',
        (dict, args) => {
          const key = args.orNull('key');
          if (!dict.has(key)) dict.put(key, args.orNull('default'));
          return dict.get(key) ?? null;
        },
      ],
    ] as const satisfies readonly (readonly [string, string, On<PyDict>])[]
  ).map(dictMethod),
);

import { Budget } from '../python/budget.js';
import { PyDateTime, PyTimedelta } from '../python/datetime.js';
import { PyDict } from '../python/dict.js';
import { PythonError } from '../python/errors.js';
import { itemAt } from '../python/slices.js';
import { repr, str } from '../python/text.js';
import { PyValue, typeName } from '../python/values.js';
import { DICT_METHODS, LIST_METHODS } from './container-methods.js';
import { Method } from './method.js';
import { STRING_METHODS } from './string-methods.js';
import { Callable, GroupTuple, LoopContext, PyRecord, Undefined } from './values.js';

/**
 * `value.name`: a method of Python's type, as far as it is listed here, or else a member. What a template can reach
 * ends there: no attribute of a JavaScript object is ever looked at.
 */
export function attribute(value: PyValue, name: string, budget: Budget): PyValue {
  if (!(value instanceof PyDict && value.has(name))) refuseInternals(value, name);
  const called = method(value, name, budget);
  const found = called === undefined ? member(value, name) : called;
  return found === undefined ? undefinedMember(value, name, budget) : found;
}

function refuseInternals(value: PyValue, name: string): void {
  if (!name.startsWith('__')) return;
  throw new PythonError(
    'SecurityError',
    `access to attribute '${name}' of '${typeName(value)}' object is unsafe.`,
  );
}

/** `value | attr(name)`: the members of a dict are no attributes of it. */
export function ownAttribute(value: PyValue, name: string, budget: Budget): PyValue {
  refuseInternals(value, name);
  const found = method(value, name, budget) ?? (value instanceof PyDict ? undefined : member(value, name));
  return found === undefined ? undefinedMember(value, name, budget) : found;
}

/** `value[key]`: a member, or else a method. */
export function item(value: PyValue, key: PyValue, budget: Budget): PyValue {
  if (typeof key === 'boolean' && !(value instanceof PyDict)) return item(value, key ? 1n : 0n, budget);
  if (typeof key === 'bigint' && (Array.isArray(value) || typeof value === 'string')) {
    try {
      return itemAt(value, key);
    } catch (error) {
      if (error instanceof PythonError) return undefinedMember(value, key, budget);
      throw error;
    }
  }
  const found =
    value instanceof PyDict ? value.get(key) : typeof key === 'string' ? member(value, key) : undefined;
  if (found !== undefined) return found;
  return (
    (typeof key === 'string' ? method(value, key, budget) : undefined) ?? undefinedMember(value, key, budget)
  );
}

function member(value: PyValue, name: string): PyValue | undefined {
  if (value instanceof PyDict) return value.get(name);
  if (value instanceof PyRecord || value instanceof LoopContext) return value.members.get(name);
  if (!(value instanceof GroupTuple)) return undefined;
  return name === 'grouper' ? value[0] : name === 'list' ? value[1] : undefined;
}

function method(value: PyValue, name: string, budget: Budget): Callable | undefined {
  const found = methodsOf(value)?.get(name);
  return found && new Callable(name, (args, named) => found(value, { positional: args, named }, budget));
}

function methodsOf(value: PyValue): ReadonlyMap<string, Method> | undefined {
  if (typeof value === 'string') return STRING_METHODS;
  if (value instanceof PyDict) return DICT_METHODS;
  if (Array.isArray(value)) return LIST_METHODS;
  return value instanceof PyDateTime || value instanceof PyTimedelta ? TIME_METHODS : undefined;
}

const TIME_METHODS: ReadonlyMap<string, Method> = new Map([
  ['isoformat', (value, _args, budget) => str(value, budget).replace(' ', 'T')],
]);

function undefinedMember(value: PyValue, key: PyValue, budget: Budget): Undefined {
  const type = value === null ? 'None' : `${typeName(value)} object`;
  if (typeof key === 'string') return new Undefined(`'${type}' has no attribute ${repr(key, budget)}`);
  return new Undefined(`${type} has no element ${repr(key, budget)}`);
}

import { Budget } from './budget.js';
import { PyDateTime, PyTimedelta } from './datetime.js';
import { PyDict } from './dict.js';
import { equals, numeric } from './equality.js';
import { PythonError, typeError } from './errors.js';
import { isIterable } from './json-values.js';
import * as numbers from './numbers.js';
import { PySet } from './set.js';
import { percentFormat } from './percent-format.js';
import { isTuple, PyValue, tuple, typeName } from './values.js';

/** Python's binary operators, for every type an expression meets. */
export type Operator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

type Arithmetic = (left: numbers.Numeric, right: numbers.Numeric, budget: Budget) => PyValue;

const ARITHMETIC: Readonly<Record<Operator, Arithmetic>> = {
  '+': numbers.add,
  '-': numbers.subtract,
  '*': numbers.multiply,
  '/': numbers.divide,
  '//': numbers.floorDivide,
  '%': numbers.modulo,
  '**': numbers.power,
};

export function operate(operator: Operator, left: PyValue, right: PyValue, budget: Budget): PyValue {
  const a = numeric(left);
  const b = numeric(right);
  if (a !== undefined && b !== undefined) return ARITHMETIC[operator](a, b, budget);
  const result = onOthers(operator, left, right, budget);
  if (result !== undefined) return result;
  if (operator === '+' && typeof left === 'string') {
    throw typeError(`can only concatenate str (not "${typeName(right)}") to str`);
  }
  throw typeError(
    `unsupported operand type(s) for ${operator === '**' ? '** or pow()' : operator}: '${typeName(left)}' and '${typeName(right)}'`,
  );
}

function onOthers(operator: Operator, left: PyValue, right: PyValue, budget: Budget): PyValue | undefined {
  switch (operator) {
    case '+':
      return concatenate(left, right, budget);
    case '-':
      return difference(left, right);
    case '*':
      return repeat(left, right, budget) ?? repeat(right, left, budget);
    case '%':
      return typeof left === 'string' ? percentFormat(left, right, budget) : undefined;
    default:
      return undefined;
  }
}

function concatenate(left: PyValue, right: PyValue, budget: Budget): PyValue | undefined {
  if (typeof left === 'string' && typeof right === 'string') {
    budget.allowText(left.length + right.length);
    return left + right;
  }
  if (Array.isArray(left) && Array.isArray(right) && isTuple(left) === isTuple(right)) {
    budget.allowItems(left.length + right.length);
    return isTuple(left) ? tuple([...left, ...right]) : [...left, ...right];
  }
  if (left instanceof PyDateTime && right instanceof PyTimedelta) return left.plus(right.microseconds);
  return undefined;
}

function difference(left: PyValue, right: PyValue): PyValue | undefined {
  if (left instanceof PySet && right instanceof PySet) return left.difference(right);
  if (left instanceof PyDateTime && right instanceof PyDateTime)
    return new PyTimedelta(left.instant - right.instant);
  return undefined;
}

function repeat(value: PyValue, times: PyValue, budget: Budget): PyValue | undefined {
  if (typeof times !== 'bigint' && typeof times !== 'boolean') return undefined;
  const count = Math.max(0, Number(times));
  if (typeof value === 'string') {
    budget.allowText(value.length * count);
    return value.repeat(count);
  }
  if (!Array.isArray(value)) return undefined;
  budget.allowItems(value.length * count);
  const items = Array.from({ length: count }, () => [...value]).flat(1);
  return isTuple(value) ? tuple(items) : items;
}

/** Python's `item in container`. */
export function isIn(item: PyValue, container: PyValue, budget: Budget): boolean {
  if (typeof container === 'string') {
    if (typeof item !== 'string') {
      throw typeError(`'in <string>' requires string as left operand, not ${typeName(item)}`);
    }
    return container.includes(item);
  }
  if (container instanceof PyDict || container instanceof PySet) return container.has(item);
  if (!isIterable(container)) throw typeError(`argument of type '${typeName(container)}' is not iterable`);
  for (const other of container) if (equals(item, other, budget)) return true;
  return false;
}

/** What `for`, `list` and most filters run over: characters of a text, keys of a dict, items of the rest. */
export function iterate(value: PyValue): Iterable<PyValue> {
  if (typeof value === 'string') return [...value];
  if (value instanceof PyDict) return value.keys();
  if (isIterable(value)) return value;
  throw typeError(`'${typeName(value)}' object is not iterable`);
}

export function lengthOf(value: PyValue): number {
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  if (value instanceof PyDict || value instanceof PySet) return value.size;
  if (typeof value === 'object' && value !== null && 'size' in value && typeof value.size === 'number') {
    return value.size;
  }
  throw new PythonError('TypeError', `object of type '${typeName(value)}' has no len()`);
}

import { Budget } from './budget.js';
import { PyDateTime, PyTimedelta } from './datetime.js';
import { PyDict } from './dict.js';
import { typeError } from './errors.js';
import { PySet } from './set.js';
import { isNumber, isTuple, PyValue, typeName } from './values.js';

/** Python's `==`: numbers across types (`True` is 1), containers by content, a list never equals a tuple. */
export function equals(left: PyValue, right: PyValue, budget: Budget): boolean {
  budget.spend();
  const a = numeric(left);
  const b = numeric(right);
  if (a !== undefined && b !== undefined) return a == b;
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return isTuple(left) === isTuple(right) && budget.descend(() => sameItems(left, right, budget));
  }
  if (left instanceof PyDict && right instanceof PyDict) {
    return left.size === right.size && budget.descend(() => sameEntries(left, right, budget));
  }
  if (left instanceof PySet && right instanceof PySet) {
    budget.spend(left.size);
    return left.size === right.size && left.isSubsetOf(right);
  }
  if (left instanceof PyDateTime && right instanceof PyDateTime) return left.compare(right) === 0;
  if (left instanceof PyTimedelta && right instanceof PyTimedelta) {
    return left.microseconds === right.microseconds;
  }
  return false;
}

function sameItems(left: PyValue[], right: PyValue[], budget: Budget): boolean {
  return (
    left.length === right.length && left.every((item, index) => equals(item, right[index] ?? null, budget))
  );
}

function sameEntries(left: PyDict, right: PyDict, budget: Budget): boolean {
  for (const [key, value] of left.items()) {
    const other = right.get(key);
    if (other === undefined || !equals(value, other, budget)) return false;
  }
  return true;
}

/** A bool is an int in Python. */
export function numeric(value: PyValue): bigint | number | undefined {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return isNumber(value) ? value : undefined;
}

/** Python's `<`, as -1, 0 or 1; values that have no order throw Python's TypeError. */
export function compare(left: PyValue, right: PyValue, budget: Budget): number {
  budget.spend();
  const a = numeric(left);
  const b = numeric(right);
  if (a !== undefined && b !== undefined) return a < b ? -1 : a > b ? 1 : 0;
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (left instanceof PyDateTime && right instanceof PyDateTime) return left.compare(right);
  if (left instanceof PyTimedelta && right instanceof PyTimedelta) {
    return left.microseconds < right.microseconds ? -1 : left.microseconds > right.microseconds ? 1 : 0;
  }
  if (Array.isArray(left) && Array.isArray(right) && isTuple(left) === isTuple(right)) {
    return budget.descend(() => compareItems(left, right, budget));
  }
  throw typeError(`'<' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`);
}

function compareItems(left: PyValue[], right: PyValue[], budget: Budget): number {
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const a = left[index] ?? null;
    const b = right[index] ?? null;
    if (!equals(a, b, budget)) return compare(a, b, budget);
  }
  return Math.sign(left.length - right.length);
}

/** By code point, as Python orders text; JavaScript's own order is by UTF-16 unit. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const a = [...left];
  const b = [...right];
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return Math.sign(a.length - b.length);
}

/** Python's `bool(value)`: zero, nothing and whatever is empty are false. */
export function truthy(value: PyValue): boolean {
  if (value instanceof PyDict || value instanceof PySet) return value.size > 0;
  if (value instanceof PyTimedelta) return value.microseconds !== 0n;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'object' ? value !== null : Boolean(value) || Number.isNaN(value);
}

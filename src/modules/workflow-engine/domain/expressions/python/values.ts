import type { PyDateTime, PyTimedelta } from './datetime.js';
import type { PyDict, PyDictView } from './dict.js';
import type { PyRegex } from './regex.js';
import type { PySet } from './set.js';

/**
 * The values expressions compute with. A `bigint` is Python's int, a `number` its float, an array its list (a
 * `PyTuple` its tuple): so `7 / 2`, `7.0 / 2` and the text of `2.0` come out as Python has them.
 */
export type PyValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | PyValue[]
  | PyDict
  | PySet
  | PyDictView
  | PyIterator
  | PyOpaque
  | PyDateTime
  | PyTimedelta
  | PyRegex;

/** YAQL freezes its input and its own lists into tuples, which are hashable and never equal to a list. */
export class PyTuple extends Array<PyValue> {}

export function tuple(items: Iterable<PyValue>): PyTuple {
  return PyTuple.from(items) as PyTuple;
}

/** A one-shot stream, as Python's generators are: what has been taken from it is gone. */
export class PyIterator implements IterableIterator<PyValue> {
  constructor(private readonly source: Iterator<PyValue>) {}

  static over(items: Iterable<PyValue>): PyIterator {
    return new PyIterator(items[Symbol.iterator]());
  }

  next(): IteratorResult<PyValue> {
    return this.source.next();
  }

  [Symbol.iterator](): this {
    return this;
  }
}

/** A value that only the language itself understands (a scope, a pending order); never leaves an expression. */
export abstract class PyOpaque {
  abstract readonly typeName: string;
}

/** Something that can be iterated again and again, and is no sequence: what `orderBy` answers. */
export abstract class PyIterable extends PyOpaque {
  abstract [Symbol.iterator](): Iterator<PyValue>;
}

export const isInteger = (value: unknown): value is bigint => typeof value === 'bigint';
export const isFloat = (value: unknown): value is number => typeof value === 'number';
export const isNumber = (value: unknown): value is bigint | number => isInteger(value) || isFloat(value);
export const isTuple = (value: unknown): value is PyTuple => value instanceof PyTuple;
export const isSequence = (value: unknown): value is PyValue[] => Array.isArray(value);

import { typeError } from './errors.js';

/**
 * The values expressions compute with. A `bigint` is Python's int, a `number` its float, an array its list (a
 * `PyTuple` its tuple): so `7 / 2`, `7.0 / 2` and the text of `2.0` come out as Python has them.
 */
export type PyValue = null | boolean | bigint | number | string | PyValue[] | PyObject;

/** Every other type of Python's, and what the languages add to them. */
export abstract class PyObject {
  /** Python's `type(value).__name__`. */
  abstract readonly typeName: string;

  /** Python's `repr` of it. */
  shown(): string {
    return `<${this.typeName} object>`;
  }

  /** The same text for equal values; a type that can change has none. */
  hashText(): string {
    throw typeError(`unhashable type: '${this.typeName}'`);
  }
}

/** A value that only the language itself understands (a scope, a pending order); never leaves an expression. */
export abstract class PyOpaque extends PyObject {}

/** Something that can be iterated again and again, and is no sequence: what `orderBy` answers. */
export abstract class PyIterable extends PyOpaque {
  abstract [Symbol.iterator](): Iterator<PyValue>;
}

/** YAQL freezes its input and its own lists into tuples, which are hashable and never equal to a list. */
export class PyTuple extends Array<PyValue> {}

export function tuple(items: Iterable<PyValue>): PyTuple {
  return PyTuple.from(items);
}

/** A one-shot stream, as Python's generators are: what has been taken from it is gone. */
export class PyIterator extends PyObject implements IterableIterator<PyValue> {
  readonly typeName = 'generator';

  constructor(private readonly source: Iterator<PyValue, unknown>) {
    super();
  }

  static over(items: Iterable<PyValue>): PyIterator {
    return new PyIterator(items[Symbol.iterator]());
  }

  next(): IteratorResult<PyValue, undefined> {
    const step = this.source.next();
    return step.done ? { done: true, value: undefined } : step;
  }

  [Symbol.iterator](): this {
    return this;
  }
}

export const isInteger = (value: unknown): value is bigint => typeof value === 'bigint';
export const isFloat = (value: unknown): value is number => typeof value === 'number';
export const isNumber = (value: unknown): value is bigint | number => isInteger(value) || isFloat(value);
export const isTuple = (value: unknown): value is PyTuple => value instanceof PyTuple;
export const isSequence = (value: unknown): value is PyValue[] => Array.isArray(value);

/** Python's `type(value).__name__`, as its error messages show it. */
export function typeName(value: PyValue): string {
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float';
  }
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return isTuple(value) ? 'tuple' : 'list';
  return value.typeName;
}

import { typeError } from './errors.js';
import { isTuple, PyValue, typeName } from './values.js';

/**
 * A text that is the same for equal values and differs for others: what Python's `hash` and `==` are to a dict.
 * `1`, `1.0` and `True` are one key; lists and dicts have none and are refused.
 */
export function hashKey(value: PyValue): string {
  switch (typeof value) {
    case 'string':
      return `s${value}`;
    case 'boolean':
      return value ? 'n1' : 'n0';
    case 'bigint':
      return `n${value}`;
    case 'number':
      return Number.isInteger(value) ? `n${BigInt(value)}` : `n${value}`;
  }
  if (value === null) return 'null';
  if (isTuple(value)) return `(${value.map((item) => framed(hashKey(item))).join('')})`;
  if (Array.isArray(value)) throw typeError(`unhashable type: '${typeName(value)}'`);
  return value.hashText();
}

/** So that parts put next to each other cannot be mistaken for other parts. */
export const framed = (key: string): string => `${key.length}:${key}`;

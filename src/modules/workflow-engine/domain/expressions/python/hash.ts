import { typeError } from './errors.js';
import { PyDateTime, PyTimedelta } from './datetime.js';
import { PyDict } from './dict.js';
import { PySet } from './set.js';
import { isTuple, PyValue } from './values.js';
import { typeName } from './type-name.js';

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
  if (value instanceof PyDict && value.frozen) {
    const entries = [...value.items()].map(([key, item]) => framed(hashKey(key)) + framed(hashKey(item)));
    return `{${entries.sort().join('')}}`;
  }
  if (value instanceof PySet && value.frozen) {
    return `<${[...value]
      .map((item) => framed(hashKey(item)))
      .sort()
      .join('')}>`;
  }
  if (value instanceof PyDateTime) return `t${value.hashText()}`;
  if (value instanceof PyTimedelta) return `d${value.microseconds}`;
  throw typeError(`unhashable type: '${typeName(value)}'`);
}

const framed = (key: string): string => `${key.length}:${key}`;

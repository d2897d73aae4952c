import { PyValue, tuple } from '../../python/values.js';
import { item as itemOf } from '../attributes.js';
import { JinjaRuntime } from '../runtime.js';
import { defined, Undefined } from '../values.js';

/** Texts are ordered and compared without regard to case unless it is asked for. */
export const folded = (value: PyValue, caseSensitive: boolean): PyValue =>
  typeof value === 'string' && !caseSensitive ? value.toLowerCase() : value;

/**
 * Reads an item's attribute: `'a.b.0'` goes down step by step, a number is an index, null is the item itself, and
 * `'a,b'` reads several into a tuple.
 */
export function memberReader(
  path: PyValue,
  evaluator: JinjaRuntime,
  caseSensitive = true,
  fallback?: PyValue,
): (item: PyValue) => PyValue {
  if (path === null) return (item) => folded(item, caseSensitive);
  const paths = (typeof path === 'string' ? path.split(',') : [path]).map(steps);
  const read = (item: PyValue, keys: readonly PyValue[]): PyValue => {
    let value = item;
    for (const key of keys) {
      value = itemOf(value, key, evaluator.budget);
      if (value instanceof Undefined && fallback !== undefined) return fallback;
      defined(value);
    }
    return folded(value, caseSensitive);
  };
  const [only = []] = paths;
  return paths.length === 1
    ? (item) => read(item, only)
    : (item) => tuple(paths.map((keys) => read(item, keys)));
}

function steps(path: PyValue): readonly PyValue[] {
  if (typeof path !== 'string') return [path];
  return path.split('.').map((step) => (/^\d+$/.test(step) ? BigInt(step) : step));
}

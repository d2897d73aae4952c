import { equals } from '../../python/equality.js';
import { Collection } from '../../python/json-values.js';
import { PySet } from '../../python/set.js';
import { PyValue } from '../../python/values.js';
import { Call } from '../function.js';

/** `value in collection`. */
export function contains({ budget }: Call, value: PyValue, collection: Collection): boolean {
  if (collection instanceof PySet) return collection.has(value);
  for (const item of collection) {
    if (equals(item, value, budget)) return true;
  }
  return false;
}

import { Budget } from '../python/budget.js';
import { PyDict, PyDictView } from '../python/dict.js';
import { typeError } from '../python/errors.js';
import { isIterable } from '../python/json-values.js';
import { PySet } from '../python/set.js';
import { isSequence, PyOpaque, PyValue, typeName } from '../python/values.js';

/**
 * Turns what an expression answers into Python's plain values, as yaql does with its convertOutputData option:
 * tuples and streams become lists, frozen dicts dicts. A set stays one, so its members must still be hashable then.
 */
export function settle(value: PyValue, budget: Budget): PyValue {
  budget.spend();
  if (value === null || typeof value !== 'object') return value;
  return budget.descend(() => {
    if (value instanceof PyDict) {
      const entries = budget
        .collect(value.items())
        .map(([key, item]): [PyValue, PyValue] => [settle(key, budget), settle(item, budget)]);
      return PyDict.of(entries);
    }
    if (value instanceof PySet || (value instanceof PyDictView && value.kind === 'items')) {
      return new PySet(
        budget.collect(value).map((item) => settle(item, budget)),
        'set',
      );
    }
    if (isSequence(value)) return Array.from(value, (item) => settle(item, budget));
    if (isIterable(value)) return budget.collect(value).map((item) => settle(item, budget));
    if (value instanceof PyOpaque)
      throw typeError(`Object of type ${typeName(value)} is not JSON serializable`);
    return value;
  });
}

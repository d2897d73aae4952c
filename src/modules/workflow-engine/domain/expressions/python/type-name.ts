import { PyDateTime, PyTimedelta } from './datetime.js';
import { PyDict, PyDictView } from './dict.js';
import { PyRegex } from './regex.js';
import { PySet } from './set.js';
import { isTuple, PyIterator, PyValue } from './values.js';

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
  if (value instanceof PyDict) return value.frozen ? 'FrozenDict' : 'dict';
  if (value instanceof PySet) return value.kind;
  if (value instanceof PyDictView) return `dict_${value.kind}`;
  if (value instanceof PyIterator) return 'generator';
  if (value instanceof PyDateTime) return 'datetime.datetime';
  if (value instanceof PyTimedelta) return 'datetime.timedelta';
  if (value instanceof PyRegex) return 're.Pattern';
  return value.typeName;
}

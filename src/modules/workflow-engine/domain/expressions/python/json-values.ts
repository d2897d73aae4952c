import type { JsonObject, JsonValue } from '../../../../../shared/domain/json.js';
import { Budget } from './budget.js';
import { PyDateTime, PyTimedelta } from './datetime.js';
import { PyDict, PyDictView } from './dict.js';
import { typeError } from './errors.js';
import { PythonFloat } from './python-float.js';
import { PySet } from './set.js';
import { strftime } from './strftime.js';
import { PyIterable, PyIterator, PyValue, tuple, typeName } from './values.js';

/** How JSON looks inside: `frozen` is YAQL's view of its input (tuples, hashable dicts), else lists and dicts. */
export type Freezing = 'frozen' | 'plain';

/** Takes JSON in. A whole number is an int unless it is a `PythonFloat`; dicts are converted when they are looked into. */
export function fromJson(json: unknown, freezing: Freezing): PyValue {
  switch (typeof json) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return json;
    case 'number':
      return Number.isInteger(json) ? BigInt(json) : json;
    case 'object':
      return json === null ? null : fromJsonContainer(json, freezing);
    default:
      return null;
  }
}

function fromJsonContainer(json: object, freezing: Freezing): PyValue {
  if (Array.isArray(json)) {
    const items = json.map((item) => fromJson(item, freezing));
    return freezing === 'frozen' ? tuple(items) : items;
  }
  if (json instanceof PythonFloat) return json.valueOf();
  return new PyDict(
    () => Object.entries(json).map(([key, value]) => [key, fromJson(value, freezing)]),
    freezing === 'frozen',
  );
}

export interface JsonStyle {
  /** A float without a fraction stays a `PythonFloat`, so that later texts still show it as `2.0`. */
  readonly keepFloats?: boolean;
}

/** Gives a result out as JSON, as Mistral stores it: sets, views and streams become lists, keys become text. */
export function toJson(value: PyValue, budget: Budget, style: JsonStyle = {}): JsonValue {
  budget.spend();
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'bigint':
      return Number(value);
    case 'number':
      return style.keepFloats && Number.isInteger(value)
        ? (new PythonFloat(value) as unknown as JsonValue)
        : value;
  }
  if (value === null) return null;
  return budget.descend(() => {
    if (value instanceof PyDict) return dictToJson(value, budget, style);
    if (value instanceof PyDateTime) return strftime(value, '%Y-%m-%dT%H:%M:%S.%f');
    if (value instanceof PyTimedelta) return value.toString();
    if (isIterable(value)) {
      return budget.collect(value).map((item) => toJson(item, budget, style));
    }
    throw typeError(`Object of type ${typeName(value)} is not JSON serializable`);
  });
}

function dictToJson(dict: PyDict, budget: Budget, style: JsonStyle): JsonObject {
  const entries = budget
    .collect(dict.items())
    .map(([key, value]) => [jsonKey(key), toJson(value, budget, style)] as const);
  return Object.fromEntries(entries);
}

/** JSON's keys are text; Python's `json` writes the others so. */
export function jsonKey(key: PyValue): string {
  switch (typeof key) {
    case 'string':
      return key;
    case 'boolean':
    case 'bigint':
      return String(key);
    case 'number':
      return Number.isInteger(key) ? key.toFixed(1) : String(key);
  }
  if (key === null) return 'null';
  throw typeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
}

/** Everything that can be iterated over, except text and dicts: what YAQL calls an iterable. */
export type Collection = PyValue[] | PySet | PyDictView | PyIterator | PyIterable;

export function isIterable(value: PyValue): value is Collection {
  return (
    Array.isArray(value) ||
    value instanceof PyIterator ||
    value instanceof PySet ||
    value instanceof PyDictView ||
    value instanceof PyIterable
  );
}

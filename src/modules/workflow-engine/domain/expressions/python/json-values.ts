import type { JsonObject, JsonValue } from '../../../../../shared/domain/json.js';
import { ExactNumber } from '../../exact-json/index.js';
import { Budget } from './budget.js';
import { PyDateTime, PyTimedelta } from './datetime.js';
import { PyDict, PyDictView } from './dict.js';
import { typeError } from './errors.js';
import { floatText } from './text.js';
import { PySet } from './set.js';
import { strftime } from './strftime.js';
import { PyIterable, PyIterator, PyValue, tuple, typeName } from './values.js';

/** How JSON looks inside: `frozen` is YAQL's view of its input (tuples, hashable dicts), else lists and dicts. */
export type Freezing = 'frozen' | 'plain';

/** Takes JSON in. A whole number is an int unless it is an `ExactNumber` with a point; dicts are converted when they are looked into. */
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
  if (json instanceof ExactNumber) return /^-?\d+$/.test(json.text) ? BigInt(json.text) : json.valueOf();
  return new PyDict(
    () => Object.entries(json).map(([key, value]) => [key, fromJson(value, freezing)]),
    freezing === 'frozen',
  );
}

/** Gives a result out as JSON, as Mistral stores it: sets, views and streams become lists, keys become text. */
export function toJson(value: PyValue, budget: Budget): JsonValue {
  budget.spend();
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'bigint':
      return value >= -SAFE && value <= SAFE ? Number(value) : exact(String(value));
    case 'number':
      return exactFloat(value);
  }
  if (value === null) return null;
  return budget.descend(() => {
    if (value instanceof PyDict) return dictToJson(value, budget);
    if (value instanceof PyDateTime) return strftime(value, '%Y-%m-%dT%H:%M:%S.%f');
    if (value instanceof PyTimedelta) return value.toString();
    if (isIterable(value)) {
      return budget.collect(value).map((item) => toJson(item, budget));
    }
    throw typeError(`Object of type ${typeName(value)} is not JSON serializable`);
  });
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

function exact(text: string): JsonValue {
  return new ExactNumber(text) as unknown as JsonValue;
}

/** A float as JSON that stays one. */
export function exactFloat(value: number): JsonValue {
  return Number.isFinite(value) && !Number.isInteger(value) ? value : exact(jsonNumber(value));
}

/** A float as Python's `json` writes it. */
export function jsonNumber(value: number): string {
  return Number.isFinite(value) ? floatText(value) : String(value);
}

function dictToJson(dict: PyDict, budget: Budget): JsonObject {
  const entries = budget
    .collect(dict.items())
    .map(([key, value]) => [jsonKey(key), toJson(value, budget)] as const);
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

import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { ExactNumber } from './exact-number.js';

/** The same with JavaScript's numbers only, for whoever is not an expression; itself where there is no other in it. */
export function plainJson<T extends JsonValue>(value: T): T {
  return plainOf(value) as T;
}

function plainOf(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if ((value as unknown) instanceof ExactNumber) return Number(value);
  return Array.isArray(value) ? plainList(value) : plainObject(value);
}

function plainList(list: JsonValue[]): JsonValue[] {
  const plain = list.map(plainOf);
  return plain.some((item, index) => item !== list[index]) ? plain : list;
}

function plainObject(object: JsonObject): JsonObject {
  let copy = object;
  for (const [key, value] of Object.entries(object)) {
    const plain = plainOf(value);
    if (plain === value) continue;
    if (copy === object) copy = { ...object };
    copy[key] = plain;
  }
  return copy;
}

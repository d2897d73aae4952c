import type { JsonValue } from '../../../../shared/domain/json.js';
import { Budget } from './python/budget.js';
import { dumpJson, parseJson } from './python/json-text.js';
import { fromJson, toJson } from './python/json-values.js';

/** What `JSON.parse` would read as another number than Python, or not at all. */
const INEXACT = /\d[.eE]|\d{16}|NaN|Infinity/;

const unlimited = (): Budget =>
  new Budget({ steps: Infinity, milliseconds: Infinity, characters: Infinity, items: Infinity });

/** `json.loads` of a text from outside, with exact numbers. Throws where it is not JSON. */
export function readExactJson(text: string): JsonValue {
  if (!INEXACT.test(text)) return JSON.parse(text) as JsonValue;
  const budget = unlimited();
  return toJson(parseJson(text, budget), budget);
}

/** `json.dumps`, as Mistral sends it out: ASCII, blanks after `:` and `,`, exact numbers. */
export function pythonJson(value: JsonValue): string {
  return dumpJson(fromJson(value, 'plain'), 0, unlimited());
}

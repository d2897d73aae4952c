import { ExactNumber } from '../exact-json/index.js';
import { floatText, quoted } from '../expressions/python/text.js';

/** A JSON value as Python's `repr` shows it: Mistral's messages quote values that way. */
export function pythonRepr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : floatText(value);
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (value instanceof ExactNumber) return Number.isFinite(+value) ? value.text : floatText(+value);
  const pairs = Object.entries(value).map(([key, item]) => `${quoted(key)}: ${pythonRepr(item)}`);
  return `{${pairs.join(', ')}}`;
}

/** A JSON value as Python's `str` shows it: a text is itself. */
export function pythonStr(value: unknown): string {
  return typeof value === 'string' ? value : pythonRepr(value);
}

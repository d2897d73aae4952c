import { Budget } from './budget.js';
import { PyDateTime, PyTimedelta } from './datetime.js';
import { PyDict, PyDictView } from './dict.js';
import { PyRegex } from './regex.js';
import { PySet } from './set.js';
import { isTuple, PyObject, PyValue } from './values.js';

/** Python's `str(value)`: what Mistral puts where an expression stands inside a text. */
export function str(value: PyValue, budget: Budget): string {
  if (typeof value === 'string') return value;
  if (value instanceof PyDateTime || value instanceof PyTimedelta) return value.toString();
  return repr(value, budget);
}

/** Python's `repr(value)`. */
export function repr(value: PyValue, budget: Budget): string {
  budget.spend();
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'bigint':
      return value.toString();
    case 'number':
      return floatText(value);
  }
  if (value === null) return 'None';
  if (value instanceof PyDateTime || value instanceof PyTimedelta) return value.repr();
  if (value instanceof PyRegex) return `re.compile(${quoted(value.source)})`;
  const text = budget.descend(() => containerText(value, budget));
  budget.allowText(text.length);
  return text;
}

function containerText(value: PyValue[] | PyObject, budget: Budget): string {
  const listed = (items: Iterable<PyValue>): string => joined(items, (item) => repr(item, budget), budget);
  if (Array.isArray(value)) {
    if (!isTuple(value)) return `[${listed(value)}]`;
    return `(${listed(value)}${value.length === 1 ? ',' : ''})`;
  }
  if (value instanceof PyDict) {
    const pair = ([key, item]: [PyValue, PyValue]): string => `${repr(key, budget)}: ${repr(item, budget)}`;
    return `{${joined(value.items(), pair, budget)}}`;
  }
  if (value instanceof PySet) return setText(value, listed);
  if (value instanceof PyDictView) return `dict_${value.kind}([${listed([...value])}])`;
  return value.shown();
}

function setText(value: PySet, listed: (items: Iterable<PyValue>) => string): string {
  switch (value.kind) {
    case 'set':
      return value.size === 0 ? 'set()' : `{${listed(value)}}`;
    case 'frozenset':
      return value.size === 0 ? 'frozenset()' : `frozenset({${listed(value)}})`;
    default:
      return `${value.kind}([${listed(value)}])`;
  }
}

function joined<T>(items: Iterable<T>, text: (item: T) => string, budget: Budget): string {
  const parts: string[] = [];
  let length = 0;
  for (const item of items) {
    const part = text(item);
    length += part.length + 2;
    budget.allowText(length);
    parts.push(part);
  }
  return parts.join(', ');
}

/** The shortest text that reads back as the same float, with Python's thresholds for the exponent. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits = '', exponent = ''] = value.toExponential().split('e');
    const sign = exponent.startsWith('-') ? '-' : '+';
    return `${digits}e${sign}${exponent.slice(1).padStart(2, '0')}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

// eslint-disable-next-line no-control-regex -- Python escapes exactly these in a repr
const UNPRINTABLE = /[\\\u0000-\u001f\u007f-\u00a0\u00ad\ud800-\udfff\u2028\u2029]/gu;

/** A Python string literal: single quotes, unless the text has some and no double ones. */
export function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(UNPRINTABLE, (character) => {
    const known = ESCAPES[character];
    if (known !== undefined) return known;
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

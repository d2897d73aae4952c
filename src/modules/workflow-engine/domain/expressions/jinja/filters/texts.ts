import { Budget } from '../../python/budget.js';
import { PyDict } from '../../python/dict.js';
import { compare } from '../../python/equality.js';
import { dumpJson } from '../../python/json-text.js';
import { PythonError, typeError, valueError } from '../../python/errors.js';
import { iterate, lengthOf } from '../../python/operations.js';
import { percentFormat } from '../../python/percent-format.js';
import { pad, replaceText, strip } from '../../python/strings.js';
import { quoted, str } from '../../python/text.js';
import { PyValue, tuple, typeName } from '../../python/values.js';
import { capitalize } from '../string-methods.js';
import { defined, Undefined } from '../values.js';
import { Filter, filter } from './filter.js';
import { pretty } from './pretty.js';
import { wrapLines } from './text-wrap.js';

/** A filter on the value's text. */
const onText = (names: string, apply: (text: string, budget: Budget) => PyValue): readonly Filter[] =>
  filter(names, '', (value, _args, { budget }) => apply(str(value, budget), budget));

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

function escapeHtml(text: string, budget: Budget): string {
  budget.allowText(text.length * 5);
  return text.replace(/[&<>"']/g, (character) => HTML[character] ?? character);
}

function attributeName(name: PyValue): string {
  if (typeof name !== 'string')
    throw typeError(`expected string or bytes-like object, got '${typeName(name)}'`);
  if (/[\s/>=]/.test(name)) throw valueError(`Invalid character in attribute name: ${quoted(name)}`);
  return name;
}

/** `name="value"`, one behind the other, without those that are null or undefined. */
function xmlAttributes(dict: PyDict, budget: Budget): string {
  const shown = (value: PyValue): string => escapeHtml(str(defined(value), budget), budget);
  return [...dict.items()]
    .filter(([, value]) => value !== null && !(value instanceof Undefined))
    .map(([name, value]) => `${shown(attributeName(name))}="${shown(value)}"`)
    .join(' ');
}

const JSON_IN_HTML: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  "'": '\\u0027',
};

const titleCase = (text: string): string =>
  text.replace(/[^\s\-({[<]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());

/** Drops comments and tags, and closes up white space; looks at each character once. */
function stripTags(text: string): string {
  let kept = '';
  let index = 0;
  while (index < text.length) {
    const start = text.indexOf('<', index);
    const [close, width] = start >= 0 && text.startsWith('<!--', start) ? ['-->', 3] : ['>', 1];
    const end = start < 0 ? -1 : text.indexOf(close, start);
    if (end < 0) break;
    kept += text.slice(index, start);
    index = end + width;
  }
  const words = (kept + text.slice(index)).split(/\s+/);
  return withoutEntities(words.filter((word) => word !== '').join(' '));
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** The entities that this service writes, and those that say their code. */
function withoutEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-z]{2,4}));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[String(name)] ?? whole;
      const code = decimal === undefined ? parseInt(String(hex), 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    },
  );
}

/** Jinja2's policy for JSON: keys in order. */
function sorted(value: PyValue, budget: Budget): PyValue {
  return budget.descend(() => {
    if (Array.isArray(value)) return value.map((item) => sorted(item, budget));
    if (!(value instanceof PyDict)) return value;
    const entries = [...value.items()].map(([key, item]): [PyValue, PyValue] => [key, sorted(item, budget)]);
    return PyDict.of(entries.sort(([left], [right]) => compare(left, right, budget)));
  });
}

function indent(text: string, width: string, first: boolean, blank: boolean): string {
  return text
    .split('\n')
    .map((line, index) => ((index === 0 ? first : true) && (line !== '' || blank) ? width + line : line))
    .join('\n');
}

const assertion = (message: string): PythonError => new PythonError('AssertionError', message);

function truncate(text: string, length: number, killWords: boolean, end: string): string {
  const cut = [...text].slice(0, length - end.length).join('');
  const space = cut.lastIndexOf(' ');
  return (killWords || space < 0 ? cut : cut.slice(0, space)) + end;
}

const LONE_SURROGATE = /[\ud800-\udfff]/gu;

const quote = (text: string, safe: string): string =>
  encodeURIComponent(text.replace(LONE_SURROGATE, '\ufffd')).replace(/[!'()*]|%[\dA-F]{2}/g, (part) => {
    if (part.length === 1)
      return safe.includes(part) ? part : `%${part.charCodeAt(0).toString(16).toUpperCase()}`;
    const character = String.fromCharCode(parseInt(part.slice(1), 16));
    return safe.includes(character) ? character : part;
  });

const quotePlus = (text: string): string => quote(text, '').replaceAll('%20', '+');

/** A text as part of a path; pairs as a query. */
function urlEncode(value: PyValue, budget: Budget): string {
  if (typeof value === 'string' || !(value instanceof PyDict || Array.isArray(value)))
    return quote(str(value, budget), '/');
  const pairs = value instanceof PyDict ? [...value.items()] : value.map((pair) => [...iterate(pair)]);
  return pairs
    .map(([key = null, item = null]) => `${quotePlus(str(key, budget))}=${quotePlus(str(item, budget))}`)
    .join('&');
}

export const TEXT_FILTERS: readonly Filter[] = [
  ...onText('upper', (text) => text.toUpperCase()),
  ...onText('lower', (text) => text.toLowerCase()),
  ...onText('capitalize', capitalize),
  ...onText('title', titleCase),
  ...onText('string safe', (text) => text),
  ...onText('escape e forceescape', escapeHtml),
  ...onText('striptags', stripTags),
  ...onText('wordcount', (text) => BigInt(text.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0)),
  ...filter('pprint', '', (value, _args, { budget }) => pretty(value, budget)),
  ...filter('xmlattr', 'autospace', (value, args, { budget }) => {
    if (!(value instanceof PyDict)) {
      throw new PythonError('AttributeError', `'${typeName(value)}' object has no attribute 'items'`);
    }
    const attributes = xmlAttributes(value, budget);
    return attributes !== '' && args.flag('autospace', true) ? ` ${attributes}` : attributes;
  }),
  ...filter('trim', 'chars', (value, args, { budget }) =>
    strip(str(value, budget), args.text('chars', null), 'both'),
  ),
  ...filter('center', 'width', (value, args, { budget }) =>
    pad(str(value, budget), args.whole('width', 80), 'center', ' ', budget),
  ),
  ...filter('replace', 'old! new! count', (value, args, { budget }) =>
    replaceText(
      str(value, budget),
      str(args.orNull('old'), budget),
      str(args.orNull('new'), budget),
      args.whole('count', -1),
      budget,
    ),
  ),
  ...filter('indent', 'width first blank', (value, args, { budget }) => {
    const width = args.orNull('width');
    if (typeof value !== 'string') {
      throw typeError(`unsupported operand type(s) for +=: '${typeName(value)}' and 'str'`);
    }
    const text = value;
    const margin =
      typeof width === 'string' ? width : ' '.repeat(Math.min(1_000, Math.max(0, args.whole('width', 4))));
    budget.allowText(text.length + margin.length * text.split('\n').length);
    return indent(text, margin, args.flag('first'), args.flag('blank'));
  }),
  ...filter('truncate', 'length killwords end leeway', (value, args) => {
    const length = args.whole('length', 255);
    const end = args.text('end', '...');
    const leeway = args.whole('leeway', 5);
    if (length < end.length) throw assertion(`expected length >= ${end.length}, got ${length}`);
    if (leeway < 0) throw assertion(`expected leeway >= 0, got ${leeway}`);
    if (lengthOf(value) <= length + leeway) return value;
    if (typeof value === 'string') return truncate(value, length, args.flag('killwords'), end);
    throw typeError(`can only concatenate ${typeName(value)} (not "str") to ${typeName(value)}`);
  }),
  ...filter('wordwrap', 'width break_long_words wrapstring break_on_hyphens', (value, args, { budget }) => {
    if (typeof value !== 'string') {
      throw new PythonError('AttributeError', `'${typeName(value)}' object has no attribute 'splitlines'`);
    }
    const options = {
      width: args.whole('width', 79),
      breaksLongWords: args.flag('break_long_words', true),
      breaksOnHyphens: args.flag('break_on_hyphens', true),
    };
    budget.allowText(value.length * 2);
    return wrapLines(value, options, args.text('wrapstring', '\n'));
  }),
  ...filter('urlencode', '', (value, _args, { budget }) => urlEncode(value, budget)),
  ...filter('tojson', 'indent', (value, args, { budget }) =>
    dumpJson(sorted(value, budget), Math.min(16, args.whole('indent', 0)), budget).replace(
      /[<>&']/g,
      (character) => JSON_IN_HTML[character] ?? character,
    ),
  ),
  ...filter('format', undefined, (value, _args, { budget }, { positional, named }) => {
    const values = named.size > 0 ? PyDict.of(named) : tuple(positional);
    return percentFormat(str(value, budget), values, budget);
  }),
];

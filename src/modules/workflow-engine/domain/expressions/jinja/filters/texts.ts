import { Budget } from '../../python/budget.js';
import { PyDict } from '../../python/dict.js';
import { compare } from '../../python/equality.js';
import { dumpJson } from '../../python/json-text.js';
import { iterate } from '../../python/operations.js';
import { percentFormat } from '../../python/percent-format.js';
import { pad, replaceText, strip } from '../../python/strings.js';
import { repr, str } from '../../python/text.js';
import { PyValue, tuple } from '../../python/values.js';
import { capitalize } from '../string-methods.js';
import { Filter, filter } from './filter.js';

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
  return words.filter((word) => word !== '').join(' ');
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

function truncate(text: string, length: number, killWords: boolean, end: string, leeway: number): string {
  if (text.length <= length + leeway) return text;
  const cut = text.slice(0, Math.max(0, length - end.length));
  return killWords ? cut + end : cut.replace(/\s\S*$/, '') + end;
}

function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => {
      const lines: string[] = [];
      let current = '';
      for (const word of line.split(/\s+/).filter((part) => part !== '')) {
        if (current !== '' && current.length + 1 + word.length > width) {
          lines.push(current);
          current = word;
        } else current = current === '' ? word : `${current} ${word}`;
      }
      return [...lines, current].join('\n');
    })
    .join('\n');
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
  ...onText('escape e forceescape', (text, budget) => {
    budget.allowText(text.length * 5);
    return text.replace(/[&<>"']/g, (character) => HTML[character] ?? character);
  }),
  ...onText('striptags', stripTags),
  ...onText('wordcount', (text) => BigInt(text.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0)),
  ...filter('pprint', '', (value, _args, { budget }) => repr(value, budget)),
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
    const text = str(value, budget);
    const margin =
      typeof width === 'string' ? width : ' '.repeat(Math.min(1_000, Math.max(0, args.whole('width', 4))));
    budget.allowText(text.length + margin.length * text.split('\n').length);
    return indent(text, margin, args.flag('first'), args.flag('blank'));
  }),
  ...filter('truncate', 'length killwords end leeway', (value, args, { budget }) =>
    truncate(
      str(value, budget),
      args.whole('length', 255),
      args.flag('killwords'),
      args.text('end', '...'),
      args.whole('leeway', 5),
    ),
  ),
  ...filter('wordwrap', 'width', (value, args, { budget }) =>
    wrap(str(value, budget), args.whole('width', 79)),
  ),
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

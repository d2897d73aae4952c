import { Budget } from '../python/budget.js';
import { PyDict } from '../python/dict.js';
import { typeError, valueError } from '../python/errors.js';
import { formatText } from '../python/format.js';
import { iterate } from '../python/operations.js';
import {
  findText,
  findTextFromRight,
  pad,
  replaceText,
  Side,
  splitText,
  splitTextFromRight,
  strip,
} from '../python/strings.js';
import { str } from '../python/text.js';
import { isTuple, PyValue, tuple, typeName } from '../python/values.js';
import { Bound } from './arguments.js';
import { Method } from './method.js';

type OnText = (text: string, args: Bound, budget: Budget) => PyValue;
type Entry = readonly [string, string, OnText];

export const capitalize = (text: string): string => {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('').toLowerCase();
};

/** A letter without its case; the dotless i has none. */
const foldCase = (letter: string): string =>
  letter === '\u0131' ? letter : letter.toUpperCase().toLowerCase();

export const title = (text: string): string =>
  text.toLowerCase().replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1));

const stripping = (name: string, side: Side): Entry => [
  name,
  'chars',
  (text, args) => strip(text, args.text('chars', null), side),
];

const prefixes = (name: string, matches: (text: string, affix: string) => boolean): Entry => [
  name,
  'affix! start end',
  (whole, args) => {
    const affix = args.orNull('affix');
    const end = args.orNull('end') === null ? undefined : args.whole('end', 0);
    const text =
      args.get('start') === undefined ? whole : [...whole].slice(args.whole('start', 0), end).join('');
    return (isTuple(affix) ? affix : [affix]).some((one) => {
      if (typeof one !== 'string')
        throw typeError(`${name} first arg must be str or a tuple of str, not ${typeName(one)}`);
      return matches(text, one);
    });
  },
];

const finding = (name: string, find: typeof findText, missing?: string): Entry => [
  name,
  'sub! start end',
  (text, args) => {
    const end = args.orNull('end') === null ? undefined : args.whole('end', 0);
    const index = find(text, args.text('sub', ''), args.whole('start', 0), end);
    if (index < 0n && missing !== undefined) throw valueError(missing);
    return index;
  },
];

const asking = (name: string, pattern: RegExp): Entry => [name, '', (text) => pattern.test(text)];

const aligning = (name: string, side: 'left' | 'right' | 'center'): Entry => [
  name,
  'width! fillchar',
  (text, args, budget) => pad(text, args.whole('width', 0), side, args.text('fillchar', ' '), budget),
];

function expandTabs(text: string, size: number): string {
  let column = 0;
  return text.replace(/[\t\n\r]|[^\t\n\r]+/g, (part) => {
    if (part !== '\t') {
      column = part === '\n' || part === '\r' ? 0 : column + [...part].length;
      return part;
    }
    const blanks = size === 0 ? 0 : size - (column % size);
    column += blanks;
    return ' '.repeat(blanks);
  });
}

/** Python's `text.translate(table)`: characters by their codes, to a text, a code, or nothing. */
function translate(text: string, table: PyValue, budget: Budget): string {
  const replaced = [...text].map((character) => {
    const code = BigInt(character.codePointAt(0) ?? 0);
    const found = table instanceof PyDict ? table.get(code) : undefined;
    if (found === undefined) return character;
    return typeof found === 'bigint'
      ? String.fromCodePoint(Number(found))
      : found === null
        ? ''
        : str(found, budget);
  });
  return replaced.join('');
}

/** A separator as `partition` wants it. */
function separator(args: Bound): string {
  const found = args.text('sep', '');
  if (found === '') throw valueError('empty separator');
  return found;
}

function cut(text: string, index: number, length: number): PyValue {
  return index < 0
    ? tuple([text, '', ''])
    : tuple([text.slice(0, index), text.slice(index, index + length), text.slice(index + length)]);
}

function join(text: string, items: Iterable<PyValue>, budget: Budget): string {
  const parts = budget.collect(items).map((item, index) => {
    if (typeof item === 'string') return item;
    throw typeError(`sequence item ${index}: expected str instance, ${typeName(item)} found`);
  });
  budget.allowText(parts.reduce((length, part) => length + part.length + text.length, 0));
  return parts.join(text);
}

const ENTRIES: readonly Entry[] = [
  ['upper', '', (text) => text.toUpperCase()],
  ['lower', '', (text) => text.toLowerCase()],
  ['casefold', '', (text) => [...text].map(foldCase).join('')],
  ['capitalize', '', (text) => capitalize(text)],
  ['title', '', (text) => title(text)],
  [
    'swapcase',
    '',
    (text) =>
      text.replace(/\p{L}/gu, (letter) =>
        letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
      ),
  ],
  stripping('strip', 'both'),
  stripping('lstrip', 'left'),
  stripping('rstrip', 'right'),
  [
    'split',
    'sep maxsplit',
    (text, args, budget) => splitText(text, args.text('sep', null), args.whole('maxsplit', -1), budget),
  ],
  [
    'rsplit',
    'sep maxsplit',
    (text, args, budget) =>
      splitTextFromRight(text, args.text('sep', null), args.whole('maxsplit', -1), budget),
  ],
  [
    'splitlines',
    'keepends',
    (text, args) => {
      const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
      return args.flag('keepends') ? lines : lines.map((line) => line.replace(/[\r\n]+$/, ''));
    },
  ],
  [
    'expandtabs',
    'tabsize',
    (text, args, budget) => {
      const size = Math.max(0, args.whole('tabsize', 8));
      budget.allowText(text.length * Math.max(1, size));
      return expandTabs(text, size);
    },
  ],
  [
    'replace',
    'old! new! count',
    (text, args, budget) =>
      replaceText(text, args.text('old', ''), args.text('new', ''), args.whole('count', -1), budget),
  ],
  prefixes('startswith', (text, affix) => text.startsWith(affix)),
  prefixes('endswith', (text, affix) => text.endsWith(affix)),
  [
    'removeprefix',
    'prefix!',
    (text, args) =>
      text.startsWith(args.text('prefix', '')) ? text.slice(args.text('prefix', '').length) : text,
  ],
  [
    'removesuffix',
    'suffix!',
    (text, args) => {
      const suffix = args.text('suffix', '');
      return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
    },
  ],
  finding('find', findText),
  finding('rfind', findTextFromRight),
  finding('index', findText, 'substring not found'),
  finding('rindex', findTextFromRight, 'substring not found'),
  [
    'count',
    'sub!',
    (text, args) => BigInt(text.split(args.text('sub', '')).length - (args.text('sub', '') === '' ? -1 : 1)),
  ],
  ['join', 'items!', (text, args, budget) => join(text, iterate(args.orNull('items')), budget)],
  [
    'zfill',
    'width!',
    (text, args, budget) => {
      const sign = /^[-+]/.exec(text)?.[0] ?? '';
      return sign + pad(text.slice(sign.length), args.whole('width', 0) - sign.length, 'right', '0', budget);
    },
  ],
  aligning('ljust', 'left'),
  aligning('rjust', 'right'),
  aligning('center', 'center'),
  ['partition', 'sep!', (text, args) => cut(text, text.indexOf(separator(args)), separator(args).length)],
  [
    'rpartition',
    'sep!',
    (text, args) => {
      const index = text.lastIndexOf(separator(args));
      return index < 0 ? tuple(['', '', text]) : cut(text, index, separator(args).length);
    },
  ],
  ['translate', 'table!', (text, args, budget) => translate(text, args.orNull('table'), budget)],
  [
    'format_map',
    'mapping!',
    (text, args, budget) => {
      const mapping = args.orNull('mapping');
      const entries = mapping instanceof PyDict ? [...mapping.items()] : [];
      return formatText(text, [], new Map(entries.map(([key, value]) => [str(key, budget), value])), budget);
    },
  ],
  asking('isdigit', /^[\p{Nd}\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468]+$/u),
  ['isascii', '', (text) => [...text].every((character) => character <= '\u007f')],
  asking('isidentifier', /^[\p{ID_Start}_]\p{ID_Continue}*$/u),
  ['isprintable', '', (text) => !/[^ \P{Z}]|\p{C}/u.test(text)],
  ['istitle', '', (text) => /\p{Lu}|\p{Lt}/u.test(text) && text === title(text)],
  asking('isdecimal', /^\p{Nd}+$/u),
  asking('isnumeric', /^\p{N}+$/u),
  asking('isalpha', /^\p{L}+$/u),
  asking('isalnum', /^[\p{L}\p{N}]+$/u),
  asking('isspace', /^\s+$/u),
  ['isupper', '', (text) => /\p{L}/u.test(text) && text === text.toUpperCase()],
  ['islower', '', (text) => /\p{L}/u.test(text) && text === text.toLowerCase()],
];

const asMethod = ([name, signature, run]: Entry): [string, Method] => [
  name,
  (receiver, args, budget) => run(receiver as string, new Bound(name, signature, args), budget),
];

/** The methods of Python's str that a template may call. */
export const STRING_METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ...ENTRIES.map(asMethod),
  [
    'format',
    (receiver, { positional, named }, budget) => formatText(receiver as string, positional, named, budget),
  ],
]);

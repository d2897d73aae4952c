import { PyDict } from '../../python/dict.js';
import { typeError } from '../../python/errors.js';
import { formatText } from '../../python/format.js';
import { Collection } from '../../python/json-values.js';
import {
  findText,
  findTextFromRight,
  replaceText,
  splitText,
  splitTextFromRight,
  strip,
} from '../../python/strings.js';
import { str } from '../../python/text.js';
import { isInteger, PyValue, tuple } from '../../python/values.js';
import { Call, overload, YaqlFunction } from '../function.js';

type Whole = bigint | boolean;

/** YAQL's own `str`: JSON's words for null and the booleans, Python's text for the rest. */
function text({ budget }: Call, value: PyValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  return str(value, budget);
}

function join(call: Call, items: Collection, separator: string): string {
  const parts: string[] = [];
  let length = 0;
  for (const item of items) {
    const part = call.invoke('str', item) as string;
    length += part.length + separator.length;
    call.budget.allowText(length);
    parts.push(part);
  }
  return parts.join(separator);
}

function replaceAll(call: Call, source: string, replacements: PyDict, count: Whole): string {
  let result = source;
  for (const [key, value] of replacements.items()) {
    result = replaceText(result, text(call, key), text(call, value), Number(count), call.budget);
  }
  return result;
}

function substring(_call: Call, source: string, start: Whole, length: Whole): string {
  const characters = [...source];
  const from = Number(start) < 0 ? Number(start) + characters.length : Number(start);
  const wanted = Number(length) < 0 ? characters.length : Number(length);
  return characters.slice(from, from + wanted).join('');
}

/** Where `sub` stands within `length` characters from `start`; both may count from the end. */
function within(find: typeof findText) {
  return (_call: Call, source: string, sub: string, start: Whole, length?: Whole): bigint => {
    if (length === undefined) return find(source, sub, Number(start));
    const size = [...source].length;
    const from = Number(start) < 0 ? Number(start) + size : Number(start);
    return find(source, sub, from, from + (Number(length) < 0 ? size - from : Number(length)));
  };
}

const CHARACTER_SETS: Readonly<Record<string, string>> = {
  digits: '0123456789',
  hexdigits: '0123456789abcdefABCDEF',
  asciiLowercase: 'abcdefghijklmnopqrstuvwxyz',
  asciiUppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  asciiLetters: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
  octdigits: '01234567',
  punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  whitespace: ' \t\n\r\x0b\x0c',
};

function characters(_call: Call, ...wanted: boolean[]): PyValue {
  const sets = Object.values(CHARACTER_SETS).filter((_set, index) => wanted[index]);
  return tuple(new Set(sets.join('')));
}

function hex(_call: Call, value: PyValue): string {
  if (!isInteger(value))
    throw typeError(`'${value === null ? 'NoneType' : 'float'}' object cannot be interpreted as an integer`);
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

export const STRINGS: readonly YaqlFunction[] = [
  overload('function', 'concat', '*args:String', ({ invoke }, ...parts: string[]) =>
    invoke('#operator_+', ...parts),
  ),
  overload('both', 'len', 'string:String', (_call, value: string) => BigInt([...value].length)),
  overload('method', 'toUpper', 'string:String', (_call, value: string) => value.toUpperCase()),
  overload('method', 'toLower', 'string:String', (_call, value: string) => value.toLowerCase()),
  overload(
    'method',
    'split',
    'string:String, separator:String?=null, maxSplits:int=-1',
    ({ budget }, value: string, separator: string | null, limit: Whole) =>
      splitText(value, separator, Number(limit), budget),
  ),
  overload(
    'method',
    'rightSplit',
    'string:String, separator:String?=null, maxSplits:int=-1',
    ({ budget }, value: string, separator: string | null, limit: Whole) =>
      splitTextFromRight(value, separator, Number(limit), budget),
  ),
  overload('method', 'join', 'sequence:Iterable, separator:String', join),
  overload(
    'method',
    'join',
    'separator:String, sequence:Iterable',
    (call, separator: string, items: Collection) => join(call, items, separator),
  ),
  overload('function', 'str', 'value:object?', text),
  overload(
    'method',
    'trim',
    'string:String, chars:String?=null',
    (_call, value: string, chars: string | null) => strip(value, chars, 'both'),
  ),
  overload(
    'method',
    'trimLeft',
    'string:String, chars:String?=null',
    (_call, value: string, chars: string | null) => strip(value, chars, 'left'),
  ),
  overload(
    'method',
    'trimRight',
    'string:String, chars:String?=null',
    (_call, value: string, chars: string | null) => strip(value, chars, 'right'),
  ),
  overload(
    'both',
    'norm',
    'string:String?, chars:String?=null',
    (_call, value: string | null, chars: string | null) =>
      value === null ? null : strip(value, chars, 'both') || null,
  ),
  overload(
    'both',
    'isEmpty',
    'string:String?, trimSpaces:bool=true, chars:String?=null',
    (_call, value: string | null, trim: boolean, chars: string | null) =>
      value === null || (trim ? strip(value, chars, 'both') : value) === '',
  ),
  overload(
    'method',
    'replace',
    'string:String, old:String, new:String, count:int=-1',
    ({ budget }, value: string, old: string, fresh: string, count: Whole) =>
      replaceText(value, old, fresh, Number(count), budget),
  ),
  overload('method', 'replace', 'string:String, replacements:Mapping, count:int=-1', replaceAll),
  overload(
    'both',
    'format',
    'template:String, *args:object?, **kwargs:object?',
    ({ budget }, named: Record<string, PyValue>, template: string, ...args: PyValue[]) =>
      formatText(template, args, new Map(Object.entries(named)), budget),
  ),
  overload('method', 'substring', 'string:String, start:int, length:int=-1', substring),
  overload('method', 'indexOf', 'string:String, sub:String, start:int=0', within(findText)),
  overload('method', 'indexOf', 'string:String, sub:String, start:int, length:int', within(findText)),
  overload('method', 'lastIndexOf', 'string:String, sub:String, start:int=0', within(findTextFromRight)),
  overload(
    'method',
    'lastIndexOf',
    'string:String, sub:String, start:int, length:int',
    within(findTextFromRight),
  ),
  overload('method', 'toCharArray', 'string:String', (_call, value: string) => tuple(value)),
  overload(
    'function',
    'characters',
    Object.keys(CHARACTER_SETS)
      .map((name) => `${name}:bool?=false`)
      .join(', '),
    characters,
  ),
  overload('function', 'isString', 'arg:object?', (_call, value: PyValue) => typeof value === 'string'),
  overload(
    'method',
    'startsWith',
    'string:String, *prefixes:String',
    (_call, value: string, ...prefixes: string[]) => prefixes.some((prefix) => value.startsWith(prefix)),
  ),
  overload(
    'method',
    'endsWith',
    'string:String, *suffixes:String',
    (_call, value: string, ...suffixes: string[]) => suffixes.some((suffix) => value.endsWith(suffix)),
  ),
  overload('function', 'hex', 'num:Number?', hex),
];

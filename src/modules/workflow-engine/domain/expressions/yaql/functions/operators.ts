import { PyDateTime, PyTimedelta } from '../../python/datetime.js';
import { PyDict } from '../../python/dict.js';
import { compareText, equals, truthy } from '../../python/equality.js';
import { typeError } from '../../python/errors.js';
import { Collection } from '../../python/json-values.js';
import { add, divide, floorDivide, modulo, multiply, Numeric, subtract } from '../../python/numbers.js';
import { PyRegex } from '../../python/regex.js';
import { PySet } from '../../python/set.js';
import { isTuple, PyValue, tuple } from '../../python/values.js';
import { Call, Lambda, overload, Result, YaqlFunction } from '../function.js';
import { contains } from './membership.js';

const repeatText = ({ budget }: Call, text: string, times: bigint | boolean): string => {
  const count = Math.max(0, Number(times));
  budget.allowText(text.length * count);
  return text.repeat(count);
};

const repeatList = ({ budget }: Call, items: PyValue[], times: bigint | boolean): PyValue[] => {
  const count = Math.max(0, Number(times));
  budget.allowItems(items.length * count);
  const repeated = Array.from({ length: count }, () => items).flat();
  return isTuple(items) ? tuple(repeated) : repeated;
};

function joinCollections({ budget }: Call, left: Collection, right: Collection): Result {
  if (isTuple(left) && isTuple(right)) {
    budget.allowItems(left.length + right.length);
    budget.spend(right.length);
    return tuple([...left, ...right]);
  }
  if (left instanceof PySet && right instanceof PySet && left.frozen && right.frozen)
    return left.union(right);
  return chain([left, right]);
}

export function* chain(collections: readonly Iterable<PyValue>[]): Generator<PyValue> {
  for (const collection of collections) yield* collection;
}

function scaleTimespan(span: PyTimedelta, factor: Numeric): PyTimedelta {
  if (typeof factor === 'bigint') return new PyTimedelta(span.microseconds * factor);
  return timespanOf(Number(span.microseconds) * factor);
}

function timespanOf(microseconds: number): PyTimedelta {
  if (!Number.isFinite(microseconds))
    throw typeError('unsupported type for timedelta microseconds component');
  return new PyTimedelta(BigInt(Math.round(microseconds)));
}

function divideTimespan(span: PyTimedelta, divisor: Numeric): PyTimedelta {
  return timespanOf(divide(Number(span.microseconds), divisor));
}

const ARITHMETIC: YaqlFunction[] = [
  overload('function', '#operator_+', 'left:Number, right:Number', (_call, a: Numeric, b: Numeric) =>
    add(a, b),
  ),
  overload('function', '#operator_+', '*args:String', ({ budget }, ...parts: string[]) => {
    budget.allowText(parts.reduce((length, part) => length + part.length, 0));
    return parts.join('');
  }),
  overload('function', '#operator_+', 'left:Mapping, right:Mapping', (_call, a: PyDict, b: PyDict) =>
    a.with(b.items(), true),
  ),
  overload('function', '#operator_+', 'left:Iterable, right:Iterable', joinCollections),
  overload('function', '#operator_-', 'left:Number, right:Number', (_call, a: Numeric, b: Numeric) =>
    subtract(a, b),
  ),
  overload('function', '#operator_-', 'left:Set, right:Set', (_call, a: PySet, b: PySet) => a.difference(b)),
  overload('function', '#operator_*', 'left:Number, right:Number', ({ budget }, a: Numeric, b: Numeric) =>
    multiply(a, b, budget),
  ),
  overload('function', '#operator_*', 'left:String, right:int', repeatText),
  overload('function', '#operator_*', 'left:int, right:String', (call, n: bigint, text: string) =>
    repeatText(call, text, n),
  ),
  overload('function', '#operator_*', 'left:Sequence, right:int', repeatList),
  overload('function', '#operator_*', 'left:int, right:Sequence', (call, n: bigint, items: PyValue[]) =>
    repeatList(call, items, n),
  ),
  overload('function', '#operator_/', 'left:Number, right:Number', (_call, a: Numeric, b: Numeric) =>
    typeof a === 'bigint' && typeof b === 'bigint' ? floorDivide(a, b) : divide(Number(a), Number(b)),
  ),
  overload('function', '#operator_mod', 'left:Number, right:Number', (_call, a: Numeric, b: Numeric) =>
    modulo(a, b),
  ),
  overload('function', '#unary_operator_+', 'op:Number', (_call, value: Numeric) => value),
  overload('function', '#unary_operator_-', 'op:Number', (_call, value: Numeric) => -value),
];

const TIME_ARITHMETIC: YaqlFunction[] = [
  overload(
    'function',
    '#operator_+',
    'dt:DateTime, ts:Timespan',
    (_call, at: PyDateTime, span: PyTimedelta) => at.plus(span.microseconds),
  ),
  overload(
    'function',
    '#operator_+',
    'ts:Timespan, dt:DateTime',
    (_call, span: PyTimedelta, at: PyDateTime) => at.plus(span.microseconds),
  ),
  overload(
    'function',
    '#operator_+',
    'a:Timespan, b:Timespan',
    (_call, a: PyTimedelta, b: PyTimedelta) => new PyTimedelta(a.microseconds + b.microseconds),
  ),
  overload(
    'function',
    '#operator_-',
    'dt:DateTime, ts:Timespan',
    (_call, at: PyDateTime, span: PyTimedelta) => at.plus(-span.microseconds),
  ),
  overload(
    'function',
    '#operator_-',
    'a:DateTime, b:DateTime',
    (_call, a: PyDateTime, b: PyDateTime) => new PyTimedelta(a.instant - b.instant),
  ),
  overload(
    'function',
    '#operator_-',
    'a:Timespan, b:Timespan',
    (_call, a: PyTimedelta, b: PyTimedelta) => new PyTimedelta(a.microseconds - b.microseconds),
  ),
  overload('function', '#operator_*', 'ts:Timespan, n:Number', (_call, span: PyTimedelta, n: Numeric) =>
    scaleTimespan(span, n),
  ),
  overload('function', '#operator_*', 'n:Number, ts:Timespan', (_call, n: Numeric, span: PyTimedelta) =>
    scaleTimespan(span, n),
  ),
  overload('function', '#operator_/', 'a:Timespan, b:Timespan', (_call, a: PyTimedelta, b: PyTimedelta) =>
    divide(Number(a.microseconds), Number(b.microseconds)),
  ),
  overload('function', '#operator_/', 'ts:Timespan, n:Number', (_call, span: PyTimedelta, n: Numeric) =>
    divideTimespan(span, n),
  ),
  overload(
    'function',
    '#unary_operator_-',
    'ts:Timespan',
    (_call, span: PyTimedelta) => new PyTimedelta(-span.microseconds),
  ),
  overload('function', '#unary_operator_+', 'ts:Timespan', (_call, span: PyTimedelta) => span),
];

type Verdict = (order: number) => boolean;

const COMPARISONS: readonly (readonly [string, Verdict])[] = [
  ['<', (order) => order < 0],
  ['<=', (order) => order <= 0],
  ['>', (order) => order > 0],
  ['>=', (order) => order >= 0],
];

/** Numbers, texts, moments and spans compare with their like; null is below everything. */
function comparison([symbol, verdict]: readonly [string, Verdict]): YaqlFunction[] {
  const name = `#operator_${symbol}`;
  const order = <T>(a: T, b: T): boolean => verdict(a < b ? -1 : a > b ? 1 : 0);
  return [
    overload('function', name, 'left:Number, right:Number', (_call, a: Numeric, b: Numeric) =>
      Number.isNaN(a) || Number.isNaN(b) ? false : order<Numeric>(a, b),
    ),
    overload('function', name, 'left:String, right:String', (_call, a: string, b: string) =>
      verdict(compareText(a, b)),
    ),
    overload('function', name, 'a:DateTime, b:DateTime', (_call, a: PyDateTime, b: PyDateTime) =>
      verdict(a.compare(b)),
    ),
    overload('function', name, 'a:Timespan, b:Timespan', (_call, a: PyTimedelta, b: PyTimedelta) =>
      order(a.microseconds, b.microseconds),
    ),
    overload('function', name, 'left:Set, right:Set', (_call, a: PySet, b: PySet) => {
      const [small, large] = symbol.startsWith('<') ? [a, b] : [b, a];
      return small.isSubsetOf(large) && (symbol.endsWith('=') || small.size < large.size);
    }),
    overload('function', name, 'left:object, right:None?', () => verdict(1)),
    overload('function', name, 'left:None?, right:object', () => verdict(-1)),
    overload('function', name, 'left:None?, right:None?', () => verdict(0)),
  ];
}

const found = ({ budget }: Call, text: string, pattern: string | PyRegex): boolean =>
  (typeof pattern === 'string' ? new PyRegex(pattern) : pattern).search(text, budget) !== undefined;

const LOGIC: YaqlFunction[] = [
  overload('function', '*equal', 'left:object?, right:object?', ({ budget }, a: PyValue, b: PyValue) =>
    equals(a, b, budget),
  ),
  overload(
    'function',
    '*not_equal',
    'left:object?, right:object?',
    ({ budget }, a: PyValue, b: PyValue) => !equals(a, b, budget),
  ),
  overload('function', '#operator_and', 'left:Lambda, right:Lambda', (_call, left: Lambda, right: Lambda) => {
    const value = left();
    return truthy(value) ? right() : value;
  }),
  overload('function', '#operator_or', 'left:Lambda, right:Lambda', (_call, left: Lambda, right: Lambda) => {
    const value = left();
    return truthy(value) ? value : right();
  }),
  overload('function', '#unary_operator_not', 'arg:object?', (_call, value: PyValue) => !truthy(value)),
  overload('function', '#operator_in', 'left:String, right:String', (_call, part: string, text: string) =>
    text.includes(part),
  ),
  overload('function', '#operator_in', 'value:object?, collection:Iterable', contains),
  overload('function', '#operator_=~', 'string:String, regexp:Pattern', found),
  overload('function', '#operator_=~', 'string:String, pattern:String', found),
  overload(
    'function',
    '#operator_!~',
    'string:String, regexp:Pattern',
    (call, text: string, regex: PyRegex) => !found(call, text, regex),
  ),
  overload(
    'function',
    '#operator_!~',
    'string:String, pattern:String',
    (call, text: string, pattern: string) => !found(call, text, pattern),
  ),
];

export const OPERATORS: readonly YaqlFunction[] = [
  ...ARITHMETIC,
  ...TIME_ARITHMETIC,
  ...COMPARISONS.flatMap(comparison),
  ...LOGIC,
];

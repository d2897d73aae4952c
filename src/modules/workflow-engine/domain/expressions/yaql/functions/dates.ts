import { MICROSECONDS, PyDateTime, PyTimedelta } from '../../python/datetime.js';
import { Numeric } from '../../python/numbers.js';
import { parseDateTime, strptime } from '../../python/parse-datetime.js';
import { strftime } from '../../python/strftime.js';
import { PyValue } from '../../python/values.js';
import { Call, overload, YaqlFunction } from '../function.js';

type Whole = bigint | boolean;

const NO_SPAN = new PyTimedelta(0n);

function build(
  _call: Call,
  year: Whole,
  month: Whole,
  day: Whole,
  hour: Whole,
  minute: Whole,
  second: Whole,
  microsecond: Whole,
  offset: PyTimedelta = NO_SPAN,
): PyDateTime {
  const fields = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(microsecond),
  };
  return PyDateTime.of(fields, offset.microseconds);
}

function fromTimestamp(_call: Call, seconds: Numeric, offset: PyTimedelta = NO_SPAN): PyDateTime {
  const instant =
    typeof seconds === 'bigint' ? seconds * MICROSECONDS.second : BigInt(Math.round(seconds * 1_000_000));
  return new PyDateTime(instant + offset.microseconds, offset.microseconds);
}

function replace(_call: Call, at: PyDateTime, ...changes: (Whole | PyTimedelta | null)[]): PyDateTime {
  const names = ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond'] as const;
  const fields = names.map((name, index) => {
    const change = changes[index] ?? null;
    return [name, change === null || change instanceof PyTimedelta ? at[name] : Number(change)] as const;
  });
  const offset = changes[names.length];
  return PyDateTime.of(
    Object.fromEntries(fields) as Record<(typeof names)[number], number>,
    offset instanceof PyTimedelta ? offset.microseconds : at.offset,
  );
}

const UNITS = {
  days: MICROSECONDS.day,
  hours: MICROSECONDS.hour,
  minutes: MICROSECONDS.minute,
  seconds: MICROSECONDS.second,
  milliseconds: MICROSECONDS.millisecond,
} as const;

const spanProperty = ([name, unit]: readonly [string, bigint]): YaqlFunction =>
  overload(
    'function',
    `#property#${name}`,
    'obj:Timespan',
    (_call, span: PyTimedelta) => Number(span.microseconds) / Number(unit),
  );

const DATE_PROPERTIES: Readonly<Record<string, (at: PyDateTime) => PyValue>> = {
  year: (at) => BigInt(at.year),
  month: (at) => BigInt(at.month),
  day: (at) => BigInt(at.day),
  hour: (at) => BigInt(at.hour),
  minute: (at) => BigInt(at.minute),
  second: (at) => BigInt(at.second),
  microsecond: (at) => BigInt(at.microsecond),
  weekday: (at) => BigInt(at.weekday),
  date: midnight,
  time: (at) => new PyTimedelta(at.local - midnight(at).local),
  utc: (at) => at.plus(-(at.offset ?? 0n)),
  offset: (at) => new PyTimedelta(at.offset ?? 0n),
  timestamp: (at) => Number(at.instant - (at.offset ?? 0n)) / 1_000_000,
};

function midnight(at: PyDateTime): PyDateTime {
  return PyDateTime.of({ year: at.year, month: at.month, day: at.day }, at.offset);
}

const dateProperty = ([name, read]: readonly [string, (at: PyDateTime) => PyValue]): YaqlFunction =>
  overload('function', `#property#${name}`, 'obj:DateTime', (_call, at: PyDateTime) => read(at));

function timespan(_call: Call, ...amounts: Whole[]): PyTimedelta {
  const units = [...Object.values(UNITS), 1n];
  return new PyTimedelta(
    amounts.reduce<bigint>((sum, amount, index) => sum + BigInt(amount) * (units[index] ?? 0n), 0n),
  );
}

export const DATES: readonly YaqlFunction[] = [
  overload(
    'function',
    'datetime',
    'year:int, month:int, day:int, hour:int=0, minute:int=0, second:int=0, microsecond:int=0, offset:Timespan=absent',
    build,
  ),
  overload('function', 'datetime', 'timestamp:Number, offset:Timespan=absent', fromTimestamp),
  overload(
    'function',
    'datetime',
    'string:String, format:String?=null',
    (_call, text: string, format: string | null) => (format ? strptime(text, format) : parseDateTime(text)),
  ),
  overload(
    'function',
    'timespan',
    'days:int=0, hours:int=0, minutes:int=0, seconds:Integer=0, milliseconds:Integer=0, microseconds:Integer=0',
    timespan,
  ),
  overload(
    'function',
    'now',
    'offset:Timespan?=absent',
    ({ context }, offset: PyTimedelta | null | undefined) =>
      PyDateTime.at(context.now(), offset?.microseconds ?? 0n),
  ),
  overload('function', 'localtz', '', () => NO_SPAN),
  overload('function', 'utctz', '', () => NO_SPAN),
  ...Object.entries(UNITS).map(spanProperty),
  overload(
    'function',
    '#property#microseconds',
    'obj:Timespan',
    (_call, span: PyTimedelta) => span.microseconds,
  ),
  ...Object.entries(DATE_PROPERTIES).map(dateProperty),
  overload(
    'method',
    'replace',
    'dt:DateTime, year:int?=null, month:int?=null, day:int?=null, hour:int?=null, minute:int?=null, second:int?=null, microsecond:int?=null, offset:Timespan?=null',
    replace,
  ),
  overload('method', 'format', 'dt:DateTime, format:String', (_call, at: PyDateTime, format: string) =>
    strftime(at, format),
  ),
  overload('function', 'isDatetime', 'value:object?', (_call, value: PyValue) => value instanceof PyDateTime),
  overload(
    'function',
    'isTimespan',
    'value:object?',
    (_call, value: PyValue) => value instanceof PyTimedelta,
  ),
];

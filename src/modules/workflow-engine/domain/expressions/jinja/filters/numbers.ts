import { numeric } from '../../python/equality.js';
import { PythonError, typeError } from '../../python/errors.js';
import { fixed, round, toFloat, toInteger } from '../../python/numbers.js';
import { PyValue, typeName } from '../../python/values.js';
import { Filter, filter } from './filter.js';

function number(value: PyValue): bigint | number {
  const found = numeric(value);
  if (found === undefined) throw typeError(`must be real number, not ${typeName(value)}`);
  return found;
}

/** `int` and `float` answer their default for what is no number. */
function orElse(convert: () => PyValue, fallback: PyValue): PyValue {
  try {
    return convert();
  } catch (error) {
    if (error instanceof PythonError && ['TypeError', 'ValueError', 'OverflowError'].includes(error.type))
      return fallback;
    throw error;
  }
}

const BASE_PREFIX = /^([+-]?)(?:0[xXbBoO])?/;

function inBase(text: string, base: number): PyValue | undefined {
  const digits = text.trim().replace(BASE_PREFIX, '$1').toLowerCase();
  const value = parseInt(digits, base);
  return Number.isNaN(value) || value.toString(base) !== digits.replace(/^\+?0*(?=.)/, '')
    ? undefined
    : BigInt(value);
}

function rounded(value: bigint | number, digits: number, method: string): PyValue {
  if (method === 'common') {
    const result = round(value, digits);
    return typeof value === 'bigint' ? result : Number(result);
  }
  if (method !== 'ceil' && method !== 'floor') {
    throw new PythonError('FilterArgumentError', 'method must be common, ceil or floor');
  }
  const scale = 10 ** digits;
  return (method === 'ceil' ? Math.ceil(Number(value) * scale) : Math.floor(Number(value) * scale)) / scale;
}

const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const BINARY_UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];

function fileSize(bytes: number, binary: boolean): string {
  const base = binary ? 1024 : 1000;
  if (bytes === 1) return '1 Byte';
  if (bytes < base) return `${Math.trunc(bytes)} Bytes`;
  const power = Math.min(UNITS.length, Math.floor(Math.log(bytes) / Math.log(base)));
  return `${fixed(bytes / base ** power, 1)} ${(binary ? BINARY_UNITS : UNITS)[power - 1] ?? ''}`;
}

export const NUMBER_FILTERS: readonly Filter[] = [
  ...filter('abs', '', (value) => {
    const size = number(value);
    return size < 0 ? -size : size;
  }),
  ...filter('int', 'default base', (value, args, { budget }) => {
    const fallback = args.getOr('default', 0n);
    const base = args.whole('base', 10);
    if (typeof value === 'string' && base !== 10) return inBase(value, base) ?? fallback;
    const whole = (): PyValue => orElse(() => toInteger(toFloat(value), budget), fallback);
    return orElse(() => toInteger(value, budget), null) ?? whole();
  }),
  ...filter('float', 'default', (value, args) => orElse(() => toFloat(value), args.getOr('default', 0))),
  ...filter('round', 'precision method', (value, args) =>
    rounded(number(value), args.whole('precision', 0), args.text('method', 'common')),
  ),
  ...filter('filesizeformat', 'binary', (value, args) => fileSize(toFloat(value), args.flag('binary'))),
];

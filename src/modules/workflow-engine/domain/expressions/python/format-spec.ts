import { Budget } from './budget.js';
import { PyDateTime } from './datetime.js';
import { valueError } from './errors.js';
import { fixed, Numeric } from './numbers.js';
import { strftime } from './strftime.js';
import { pad } from './strings.js';
import { floatText, str } from './text.js';
import { isNumber, PyValue, typeName } from './values.js';

interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su;
const MOST_DIGITS = 100;

function parseSpec(text: string): Spec {
  const [whole, fill, align, sign, alternate, zero, width, grouping, precision, type] = SPEC.exec(text) ?? [];
  if (whole === undefined) throw valueError('Invalid format specifier');
  return {
    fill: fill ?? (zero === undefined ? ' ' : '0'),
    align: align ?? (zero === undefined ? '' : '='),
    sign: sign ?? '-',
    alternate: alternate !== undefined,
    width: Number(width ?? 0),
    grouping: grouping ?? '',
    precision: precision === undefined ? undefined : Math.min(Number(precision), MOST_DIGITS),
    type: type ?? '',
  };
}

/** Python's `format(value, spec)`. */
export function formatValue(value: PyValue, spec: string, budget: Budget): string {
  if (value instanceof PyDateTime && spec !== '') return strftime(value, spec);
  if (spec === '') return str(value, budget);
  const parsed = parseSpec(spec);
  if (typeof value === 'string') return formatString(value, parsed, budget);
  const number = typeof value === 'boolean' ? BigInt(value) : value;
  if (isNumber(number)) return formatNumber(number, parsed, budget);
  throw valueError(`unsupported format string passed to ${typeName(value)}.__format__`);
}

const SIDES: Readonly<Record<string, 'left' | 'right' | 'center'>> = {
  '<': 'left',
  '>': 'right',
  '^': 'center',
};

function formatString(text: string, spec: Spec, budget: Budget): string {
  if (spec.type !== '' && spec.type !== 's') {
    throw valueError(`Unknown format code '${spec.type}' for object of type 'str'`);
  }
  if (spec.align === '=') throw valueError("'=' alignment not allowed in string format specifier");
  const cut = spec.precision === undefined ? text : [...text].slice(0, spec.precision).join('');
  return pad(cut, spec.width, SIDES[spec.align] ?? 'left', spec.fill, budget);
}

function formatNumber(value: Numeric, spec: Spec, budget: Budget): string {
  const negative = value < 0 || Object.is(value, -0);
  const sign = negative ? '-' : spec.sign === '-' ? '' : spec.sign;
  const [prefix, digits] = magnitude(negative ? -value : value, spec);
  const [whole = '', ...fraction] = digits.split('.');
  const body = [group(whole, spec.grouping), ...fraction].join('.');
  if (spec.align === '=') {
    return sign + prefix + pad(body, spec.width - sign.length - prefix.length, 'right', spec.fill, budget);
  }
  return pad(sign + prefix + body, spec.width, SIDES[spec.align] ?? 'right', spec.fill, budget);
}

const BASES: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, '0b'],
  o: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
};

function magnitude(value: Numeric, spec: Spec): readonly [string, string] {
  const base = BASES[spec.type];
  if (typeof value === 'bigint') {
    if (base !== undefined) {
      const digits = value.toString(base[0]);
      return [spec.alternate ? base[1] : '', spec.type === 'X' ? digits.toUpperCase() : digits];
    }
    if (spec.type === '' || spec.type === 'd' || spec.type === 'n') return ['', value.toString()];
    if (spec.type === 'c') return ['', String.fromCodePoint(Number(value))];
  }
  return ['', floatDigits(Number(value), spec)];
}

function floatDigits(value: number, spec: Spec): string {
  if (!Number.isFinite(value)) return floatText(value);
  const { precision = 6 } = spec;
  switch (spec.type) {
    case 'f':
    case 'F':
      return fixed(value, precision);
    case '%':
      return `${fixed(value * 100, precision)}%`;
    case 'e':
    case 'E': {
      const text = exponent(value.toExponential(precision));
      return spec.type === 'E' ? text.toUpperCase() : text;
    }
    case 'g':
    case 'G':
      return general(value, precision === 0 ? 1 : precision);
    case '':
      return spec.precision === undefined ? floatText(value) : general(value, spec.precision || 1);
    default:
      throw valueError(`Unknown format code '${spec.type}' for object of type 'float'`);
  }
}

function general(value: number, precision: number): string {
  const magnitudeOf = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (magnitudeOf < -4 || magnitudeOf >= precision) {
    return exponent(value.toExponential(precision - 1).replace(/\.?0+(?=e)/, ''));
  }
  const text = fixed(value, Math.min(100, Math.max(0, precision - 1 - magnitudeOf)));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Python writes at least two digits of an exponent. */
const exponent = (text: string): string =>
  text.replace(
    /e([+-])(\d+)$/,
    (_whole, sign: string, digits: string) => `e${sign}${digits.padStart(2, '0')}`,
  );

const group = (digits: string, separator: string): string =>
  separator === '' ? digits : digits.replace(/\B(?=(?:\d{3})+$)/g, separator);

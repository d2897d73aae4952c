import { Budget } from './budget.js';
import { PyDict } from './dict.js';
import { numeric } from './equality.js';
import { PythonError, typeError, valueError } from './errors.js';
import { formatValue } from './format-spec.js';
import { toInteger } from './numbers.js';
import { pad } from './strings.js';
import { repr, str } from './text.js';
import { isTuple, PyValue, typeName } from './values.js';

const DIRECTIVE = /%(?:\(([^)]*)\))?([-+ 0#]*)(\d+)?(?:\.(\d+))?([a-zA-Z%]?)/g;

/** Python's `text % values`. */
export function percentFormat(template: string, values: PyValue, budget: Budget): string {
  const positional = isTuple(values) ? [...values] : [values];
  let used = 0;
  const next = (): PyValue => {
    const value = positional[used];
    if (value === undefined) throw typeError('not enough arguments for format string');
    used += 1;
    return value;
  };
  const result = template.replace(
    DIRECTIVE,
    (
      _whole: string,
      name: string | undefined,
      flags: string,
      width: string | undefined,
      precision: string | undefined,
      type: string,
    ) => {
      if (type === '%') return '%';
      const value = name === undefined ? next() : named(values, name, budget);
      return padded(directive(value, flags, precision, type, budget), flags, Number(width ?? 0), budget);
    },
  );
  if (
    used < positional.length &&
    !(values instanceof PyDict) &&
    (isTuple(values) || !Array.isArray(values))
  ) {
    throw typeError('not all arguments converted during string formatting');
  }
  budget.allowText(result.length);
  return result;
}

function named(values: PyValue, name: string, budget: Budget): PyValue {
  if (!(values instanceof PyDict)) throw typeError('format requires a mapping');
  const value = values.get(name);
  if (value === undefined) throw new PythonError('KeyError', repr(name, budget));
  return value;
}

function directive(
  value: PyValue,
  flags: string,
  precision: string | undefined,
  type: string,
  budget: Budget,
): string {
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  switch (type) {
    case 's':
    case 'r': {
      const text = type === 's' ? str(value, budget) : repr(value, budget);
      return precision === undefined ? text : text.slice(0, Number(precision));
    }
    case 'd':
    case 'i':
    case 'u':
      return formatValue(integer(value, type, budget), `${sign}d`, budget);
    case 'x':
    case 'X':
    case 'o':
      return formatValue(
        integer(value, type, budget),
        `${sign}${flags.includes('#') ? '#' : ''}${type}`,
        budget,
      );
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
      return formatValue(number(value), `${sign}.${precision ?? '6'}${type}`, budget);
    case 'c':
      return typeof value === 'string' ? value : String.fromCodePoint(Number(integer(value, type, budget)));
    default:
      throw valueError(type === '' ? 'incomplete format' : `unsupported format character '${type}'`);
  }
}

function integer(value: PyValue, type: string, budget: Budget): bigint {
  if (numeric(value) === undefined)
    throw typeError(`%${type} format: a real number is required, not ${typeName(value)}`);
  return toInteger(value, budget);
}

function number(value: PyValue): number {
  const found = numeric(value);
  if (found === undefined) throw typeError(`must be real number, not ${typeName(value)}`);
  return Number(found);
}

function padded(text: string, flags: string, width: number, budget: Budget): string {
  if (flags.includes('-')) return pad(text, width, 'left', ' ', budget);
  if (!flags.includes('0')) return pad(text, width, 'right', ' ', budget);
  const sign = /^[-+ ]/.exec(text)?.[0] ?? '';
  return sign + pad(text.slice(sign.length), width - sign.length, 'right', '0', budget);
}

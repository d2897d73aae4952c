import { Budget } from './budget.js';
import { PythonError, typeError, valueError, zeroDivision } from './errors.js';
import { quoted } from './text.js';
import { PyValue, typeName } from './values.js';

export type Numeric = bigint | number;

const bits = (value: bigint): number => (value < 0n ? -value : value).toString(16).length * 4;

/** Applies an operation to two ints, or to two floats as soon as one of them is a float. */
function promote<T>(
  left: Numeric,
  right: Numeric,
  onInts: (a: bigint, b: bigint) => T,
  onFloats: (a: number, b: number) => T,
): T {
  return typeof left === 'bigint' && typeof right === 'bigint'
    ? onInts(left, right)
    : onFloats(Number(left), Number(right));
}

export const add = (left: Numeric, right: Numeric): Numeric =>
  promote<Numeric>(
    left,
    right,
    (a, b) => a + b,
    (a, b) => a + b,
  );

export const subtract = (left: Numeric, right: Numeric): Numeric =>
  promote<Numeric>(
    left,
    right,
    (a, b) => a - b,
    (a, b) => a - b,
  );

export function multiply(left: Numeric, right: Numeric, budget: Budget): Numeric {
  return promote<Numeric>(
    left,
    right,
    (a, b) => {
      budget.allowBits(bits(a) + bits(b));
      return a * b;
    },
    (a, b) => a * b,
  );
}

/** Python's `/`: always a float. */
export function divide(left: Numeric, right: Numeric): number {
  if (Number(right) === 0) {
    throw zeroDivision(
      typeof left === 'bigint' && typeof right === 'bigint' ? 'division by zero' : 'float division by zero',
    );
  }
  return Number(left) / Number(right);
}

/** Python's `//`: rounds down, not towards zero. */
export function floorDivide(left: Numeric, right: Numeric): Numeric {
  return promote<Numeric>(
    left,
    right,
    (a, b) => {
      if (b === 0n) throw zeroDivision('integer division or modulo by zero');
      const quotient = a / b;
      return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
    },
    (a, b) => {
      if (b === 0) throw zeroDivision('float floor division by zero');
      return Math.floor(a / b);
    },
  );
}

/** Python's `%`: the result has the divisor's sign. */
export function modulo(left: Numeric, right: Numeric): Numeric {
  return promote<Numeric>(
    left,
    right,
    (a, b) => {
      if (b === 0n) throw zeroDivision('integer modulo by zero');
      const rest = a % b;
      return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
    },
    (a, b) => {
      if (b === 0) throw zeroDivision('float modulo');
      const rest = a % b;
      return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
    },
  );
}

export function power(base: Numeric, exponent: Numeric, budget: Budget): Numeric {
  return promote<Numeric>(
    base,
    exponent,
    (a, b) => {
      if (b < 0n) return floatPower(Number(a), Number(b));
      budget.allowBits(bits(a) * Number(b < 1_000_000_000n ? b : 1_000_000_000n));
      return a ** b;
    },
    floatPower,
  );
}

function floatPower(base: number, exponent: number): number {
  if (base === 0 && exponent < 0) throw zeroDivision('0.0 cannot be raised to a negative power');
  const result = base ** exponent;
  if (!Number.isFinite(result) && Number.isFinite(base) && Number.isFinite(exponent)) {
    throw new PythonError('OverflowError', "(34, 'Numerical result out of range')");
  }
  return result;
}

/** `pow(base, exponent, modulus)`. */
export function powerModulo(base: bigint, exponent: bigint, modulus: bigint, budget: Budget): bigint {
  if (modulus === 0n) throw valueError('pow() 3rd argument cannot be 0');
  if (exponent < 0n) throw valueError('base is not invertible for the given modulus');
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    budget.spend();
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return modulo(result, modulus) as bigint;
}

/** Python's `round`: to even where it is in the middle; an int stays an int. */
export function round(value: Numeric, digits: number): Numeric {
  if (typeof value === 'bigint') {
    if (digits >= 0) return value;
    const unit = 10n ** BigInt(Math.min(-digits, 400));
    const rest = modulo(value, unit) as bigint;
    const down = value - rest;
    const roundsUp = rest * 2n > unit || (rest * 2n === unit && (down / unit) % 2n !== 0n);
    return roundsUp ? down + unit : down;
  }
  if (!Number.isFinite(value) || digits > 22) return value;
  if (digits > 0) return Number(fixed(value, digits));
  const unit = 10 ** -digits;
  return roundHalfEven(value / unit) * unit;
}

function roundHalfEven(value: number): number {
  const down = Math.floor(value);
  const rest = value - down;
  return rest > 0.5 || (rest === 0.5 && down % 2 !== 0) ? down + 1 : down;
}

/** A decimal text with so many digits behind the point: an exact tie goes to the even digit, as in Python. */
export function fixed(value: number, digits: number): string {
  if (Math.abs(value) >= 1e21) return BigInt(value).toString() + (digits > 0 ? `.${'0'.repeat(digits)}` : '');
  const exact = value.toFixed(100);
  const point = exact.indexOf('.');
  const cut = exact.slice(0, digits === 0 ? point : point + 1 + digits);
  const isTie = digits < 100 && /^50*$/.test(exact.slice(point + 1 + digits));
  return isTie && Number(cut.at(-1)) % 2 === 0 ? cut : value.toFixed(Math.min(100, digits));
}

/** No honest float is written longer, and reading it stays cheap. */
const LONGEST_FLOAT = 1_000;

const INTEGER_TEXT = /^[+-]?\d+(?:_\d+)*$/;
const FLOAT_TEXT = /^[+-]?(?:(?:\d+(?:_\d+)*)?\.?\d+(?:_\d+)*|\d+(?:_\d+)*\.)(?:e[+-]?\d+)?$/i;
const SPECIAL_FLOATS: ReadonlyMap<string, number> = new Map([
  ['inf', Infinity],
  ['infinity', Infinity],
  ['nan', NaN],
]);

/** Python's `int(value)`. */
export function toInteger(value: PyValue, budget: Budget): bigint {
  switch (typeof value) {
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1n : 0n;
    case 'number':
      if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer');
      if (!Number.isFinite(value))
        throw new PythonError('OverflowError', 'cannot convert float infinity to integer');
      return BigInt(Math.trunc(value));
    case 'string': {
      const text = value.trim();
      budget.allowBits(text.length * 4);
      if (!INTEGER_TEXT.test(text))
        throw valueError(`invalid literal for int() with base 10: ${quoted(value)}`);
      return BigInt(
        text
          .replaceAll('_', '')
          .replace(/^\+/, '')
          .replace(/^-0+(?=\d)/, '-'),
      );
    }
    default:
      throw typeError(
        `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
      );
  }
}

/** Python's `float(value)`. */
export function toFloat(value: PyValue): number {
  switch (typeof value) {
    case 'number':
      return value;
    case 'bigint':
    case 'boolean':
      return Number(value);
    case 'string': {
      const text = value.trim();
      const special = SPECIAL_FLOATS.get(text.replace(/^[+-]/, '').toLowerCase());
      if (special !== undefined) return text.startsWith('-') ? -special : special;
      if (text.length > LONGEST_FLOAT || !FLOAT_TEXT.test(text))
        throw valueError(`could not convert string to float: ${quoted(value)}`);
      return Number(text.replaceAll('_', ''));
    }
    default:
      throw typeError(`float() argument must be a string or a real number, not '${typeName(value)}'`);
  }
}

import { randomInt } from 'node:crypto';
import { truthy } from '../../python/equality.js';
import { typeError, valueError } from '../../python/errors.js';
import { Numeric, power, powerModulo, round, toFloat, toInteger } from '../../python/numbers.js';
import { isInteger, isNumber, PyValue } from '../../python/values.js';
import { Call, overload, YaqlFunction } from '../function.js';

type Whole = bigint | boolean;

function pow({ budget }: Call, base: Numeric, exponent: Numeric, modulus: Numeric | null): PyValue {
  if (modulus === null) return power(base, exponent, budget);
  if (!isInteger(base) || !isInteger(exponent) || !isInteger(modulus)) {
    throw typeError('pow() 3rd argument not allowed unless all arguments are integers');
  }
  return powerModulo(base, exponent, modulus, budget);
}

function shiftLeft({ budget }: Call, value: Whole, count: Whole): bigint {
  if (BigInt(count) < 0n) throw valueError('negative shift count');
  budget.allowBits(Number(count) + BigInt(value).toString(2).length);
  return BigInt(value) << BigInt(count);
}

function shiftRight(_call: Call, value: Whole, count: Whole): bigint {
  if (BigInt(count) < 0n) throw valueError('negative shift count');
  return BigInt(value) >> BigInt.asUintN(32, BigInt(count));
}

function randomBetween(_call: Call, from: PyValue, to: PyValue): bigint {
  if (!isInteger(from) || !isInteger(to)) throw typeError('random() takes integers');
  if (from > to) throw valueError('empty range for randrange()');
  const span = Number(to - from) + 1;
  return from + BigInt(span < 2 ** 48 ? randomInt(span) : Math.floor(Math.random() * span));
}

const bitwise = (name: string, apply: (a: bigint, b: bigint) => bigint): YaqlFunction =>
  overload('function', name, 'left:int, right:int', (_call, a: Whole, b: Whole) =>
    apply(BigInt(a), BigInt(b)),
  );

const numberType = (name: string, check: (value: PyValue) => boolean): YaqlFunction =>
  overload('function', name, 'value:object?', (_call, value: PyValue) => check(value));

export const MATH: readonly YaqlFunction[] = [
  overload('function', 'abs', 'op:Number', (_call, value: Numeric) => (value < 0 ? -value : value)),
  overload('function', 'int', 'value:object?', ({ budget }, value: PyValue) =>
    value === null ? 0n : toInteger(value, budget),
  ),
  overload('function', 'float', 'value:object?', (_call, value: PyValue) =>
    value === null ? 0 : toFloat(value),
  ),
  overload('function', 'bool', 'value:object?', (_call, value: PyValue) => truthy(value)),
  overload('function', 'random', '', () => Math.random()),
  overload('function', 'random', 'from:object?, to:object?', randomBetween),
  bitwise('bitwiseAnd', (a, b) => a & b),
  bitwise('bitwiseOr', (a, b) => a | b),
  bitwise('bitwiseXor', (a, b) => a ^ b),
  overload('function', 'bitwiseNot', 'arg:int', (_call, value: Whole) => ~BigInt(value)),
  overload('function', 'shiftBitsLeft', 'value:int, bitsNumber:int', shiftLeft),
  overload('function', 'shiftBitsRight', 'value:int, bitsNumber:int', shiftRight),
  overload('function', 'max', 'a:object?, b:object?', ({ invoke }, a: PyValue, b: PyValue) =>
    truthy(invoke('#operator_>', b, a)) ? b : a,
  ),
  overload('function', 'min', 'a:object?, b:object?', ({ invoke }, a: PyValue, b: PyValue) =>
    truthy(invoke('#operator_>', b, a)) ? a : b,
  ),
  overload('function', 'pow', 'a:Number, b:Number, c:Number?=null', pow),
  overload('function', 'sign', 'num:Number', (_call, value: Numeric) =>
    value > 0 ? 1n : value < 0 ? -1n : 0n,
  ),
  overload('function', 'round', 'number:Number, ndigits:int=0', (_call, value: Numeric, digits: Whole) =>
    round(value, Number(digits)),
  ),
  numberType('isInteger', isInteger),
  numberType('isNumber', isNumber),
  numberType('isBoolean', (value) => typeof value === 'boolean'),
];

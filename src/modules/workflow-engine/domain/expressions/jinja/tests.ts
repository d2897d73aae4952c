import { PyDict } from '../python/dict.js';
import { equals, numeric } from '../python/equality.js';
import { typeError } from '../python/errors.js';
import { isIterable } from '../python/json-values.js';
import { modulo } from '../python/numbers.js';
import { str } from '../python/text.js';
import { isFloat, isInteger, PyValue } from '../python/values.js';
import { JinjaRuntime } from './runtime.js';
import { Comparison } from './ast.js';
import { KNOWN_FILTERS, KNOWN_TESTS } from './known-names.js';
import { Callable, defined, Undefined } from './values.js';

type Test = (value: PyValue, args: readonly PyValue[], evaluator: JinjaRuntime) => boolean;

const comparing =
  (operator: Comparison): Test =>
  (value, [other = null], evaluator) =>
    evaluator.compare(operator, value, other);

const parity =
  (wanted: bigint): Test =>
  (value) => {
    const number = numeric(value);
    if (number === undefined) throw typeError('not all arguments converted during string formatting');
    return Number(modulo(number, 2n)) === Number(wanted);
  };

const named =
  (names: ReadonlySet<string>): Test =>
  (value, _args, { budget }) =>
    names.has(str(value, budget));

function table(tests: Readonly<Record<string, Test>>): ReadonlyMap<string, Test> {
  return new Map(Object.entries(tests));
}

const never: Test = () => false;

/** Jinja2's StrictUndefined can be called, and then fails. */
const always: Test = () => true;

/** What these ask of an undefined value needs nothing of it; every other test fails on it. */
const OF_UNDEFINED: ReadonlyMap<string, Test> = table({
  defined: (value) => !(value instanceof Undefined),
  undefined: (value) => value instanceof Undefined,
});

const ON_UNDEFINED: ReadonlyMap<string, Test> = table({
  boolean: never,
  callable: always,
  escaped: never,
  false: never,
  float: never,
  integer: never,
  mapping: never,
  none: never,
  number: never,
  sameas: never,
  sequence: never,
  string: never,
  true: never,
});

const TESTS: ReadonlyMap<string, Test> = table({
  none: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  true: (value) => value === true,
  false: (value) => value === false,
  integer: isInteger,
  float: isFloat,
  number: (value) => numeric(value) !== undefined,
  string: (value) => typeof value === 'string',
  mapping: (value) => value instanceof PyDict,
  sequence: (value) => typeof value === 'string' || Array.isArray(value) || value instanceof PyDict,
  iterable: (value) => typeof value === 'string' || value instanceof PyDict || isIterable(value),
  callable: (value) => value instanceof Callable,
  escaped: () => false,
  lower: (value, _args, { budget }) => isCase(str(value, budget), (text) => text.toLowerCase()),
  upper: (value, _args, { budget }) => isCase(str(value, budget), (text) => text.toUpperCase()),
  odd: parity(1n),
  even: parity(0n),
  divisibleby: (value, [by = null], evaluator) => {
    const [a, b] = [numeric(value), numeric(by)];
    if (a === undefined || b === undefined) throw typeError('unsupported operand type(s) for %');
    return equals(modulo(a, b), 0n, evaluator.budget);
  },
  sameas: (value, [other = null]) => value === other,
  in: comparing('in'),
  eq: comparing('=='),
  equalto: comparing('=='),
  '==': comparing('=='),
  ne: comparing('!='),
  '!=': comparing('!='),
  gt: comparing('>'),
  '>': comparing('>'),
  greaterthan: comparing('>'),
  ge: comparing('>='),
  '>=': comparing('>='),
  lt: comparing('<'),
  '<': comparing('<'),
  lessthan: comparing('<'),
  le: comparing('<='),
  '<=': comparing('<='),
  filter: named(KNOWN_FILTERS),
  test: named(KNOWN_TESTS),
});

function isCase(text: string, fold: (text: string) => string): boolean {
  return /\p{L}/u.test(text) && text === fold(text);
}

/** `value is name(args)`. */
export function applyTest(
  evaluator: JinjaRuntime,
  name: string,
  value: PyValue,
  args: readonly PyValue[],
): boolean {
  const lenient = OF_UNDEFINED.get(name);
  if (lenient !== undefined) return lenient(value, args, evaluator);
  const test = (value instanceof Undefined ? ON_UNDEFINED : TESTS).get(name) ?? TESTS.get(name);
  if (test === undefined) throw typeError(`No test named '${name}'.`);
  return test(ON_UNDEFINED.has(name) ? value : defined(value), args.map(defined), evaluator);
}

import { isIterable } from '../python/json-values.js';
import { PyDateTime, PyTimedelta } from '../python/datetime.js';
import { PyDict, PyDictView } from '../python/dict.js';
import { PyRegex } from '../python/regex.js';
import { PySet } from '../python/set.js';
import { isInteger, isNumber, isSequence, PyIterator, PyOpaque, PyValue } from '../python/values.js';
import { Ordering } from './ordering.js';
import { Scope } from './scope.js';

/** A pair written `key => value`, evaluated. */
export class MappingRule extends PyOpaque {
  readonly typeName = 'MappingRule';

  constructor(
    readonly source: PyValue,
    readonly destination: PyValue,
  ) {
    super();
  }
}

/** Parameters that take an argument as it is written, not its value. */
export type LazyKind = 'Lambda' | 'MethodLambda' | 'ScopedLambda' | 'Keyword' | 'Expression' | 'LazyMapping';

const LAZY: ReadonlySet<string> = new Set<LazyKind>([
  'Lambda',
  'MethodLambda',
  'ScopedLambda',
  'Keyword',
  'Expression',
  'LazyMapping',
]);

/** Which values a parameter takes, by the names of yaql/language/yaqltypes.py. */
const CHECKS: Readonly<Record<string, (value: PyValue) => boolean>> = {
  object: () => true,
  String: (value) => typeof value === 'string',
  int: (value) => isInteger(value) || typeof value === 'boolean',
  Integer: isInteger,
  Number: isNumber,
  bool: (value) => typeof value === 'boolean',
  None: () => false,
  Mapping: (value) => value instanceof PyDict,
  Set: (value) => value instanceof PySet,
  Items: (value) => value instanceof PyDictView && value.kind === 'items',
  Sequence: isSequence,
  Iterable: isIterable,
  Iterator: (value) => value instanceof PyIterator,
  Ordering: (value) => value instanceof Ordering,
  Pattern: (value) => value instanceof PyRegex,
  DateTime: (value) => value instanceof PyDateTime,
  Timespan: (value) => value instanceof PyTimedelta,
  Context: (value) => value instanceof Scope,
  MappingRule: (value) => value instanceof MappingRule,
};

export interface Parameter {
  readonly name: string;
  readonly lazy: LazyKind | undefined;
  readonly accepts: (value: PyValue) => boolean;
  /** What an argument that is not given becomes; absent where one must be given. */
  readonly fallback?: { readonly value: PyValue | undefined };
}

export interface Signature {
  readonly parameters: readonly Parameter[];
  readonly rest: Parameter | undefined;
  readonly namedRest: Parameter | undefined;
}

const PARAMETER = /^(\*{0,2})(\w+):(\w+)(\??)(?:=(.+))?$/;

/**
 * Reads a signature such as `string:String, sub:String, start:int=0`. `?` also takes null, `*` and `**` take all
 * remaining positional and named arguments, and `=absent` leaves the argument undefined.
 */
export function parseSignature(text: string): Signature {
  const parameters: Parameter[] = [];
  let rest: Parameter | undefined;
  let namedRest: Parameter | undefined;
  for (const part of text.split(', ').filter((word) => word !== '')) {
    const [, stars, name, type, nullable, fallback] = PARAMETER.exec(part) ?? [];
    if (name === undefined || type === undefined) throw new Error(`Malformed signature: ${text}`);
    const parsed = parameter(name, type, nullable === '?', fallback);
    if (stars === '*') rest = parsed;
    else if (stars === '**') namedRest = parsed;
    else parameters.push(parsed);
  }
  return { parameters, rest, namedRest };
}

function parameter(name: string, type: string, nullable: boolean, fallback: string | undefined): Parameter {
  const optional = fallback === undefined ? {} : { fallback: { value: fallbackValue(fallback) } };
  if (LAZY.has(type)) return { name, lazy: type as LazyKind, accepts: () => true, ...optional };
  const check = CHECKS[type];
  if (check === undefined) throw new Error(`Unknown parameter type: ${type}`);
  const accepts = (value: PyValue): boolean => (value === null ? nullable : check(value));
  return { name, lazy: undefined, accepts, ...optional };
}

function fallbackValue(text: string): PyValue | undefined {
  if (text === 'absent') return undefined;
  if (text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+$/.test(text) ? BigInt(text) : text;
}

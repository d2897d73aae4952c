import { ExactNumber } from '../exact-json/index.js';
import { isJsonObject, JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { hasExpression, validateExpressions } from '../expressions/index.js';
import { DslError } from './dsl-error.js';
import { pythonRepr } from './python-repr.js';
import { unfitness } from './yaml.js';

/** Where in the document a value stands, e.g. `workflows.main.tasks.build.retry`. */
export class Place {
  constructor(private readonly path: readonly string[] = []) {}

  at(key: string): Place {
    return new Place([...this.path, key]);
  }

  /** Refuses the document because of the value that stands here. */
  refuse(problem: string): never {
    const where = this.path.length > 0 ? `\n\nOn instance ${this.path.join('.')}` : '';
    throw new DslError(`Invalid DSL: ${problem}${where}`, { path: this.path });
  }

  /** Reads what stands here: an error that does not say where it is gets this place. */
  read<T>(parse: (place: Place) => T): T {
    try {
      return parse(this);
    } catch (error) {
      if (!(error instanceof DslError) || error.path) throw error;
      throw new DslError(error.message, { cause: error.cause, path: this.path });
    }
  }
}

/** A value that is absent in the document is `undefined`; an explicit null is `null`. */
export type Found = JsonValue | undefined;

export function anObject(value: Found, place: Place): JsonObject {
  if (!isJsonObject(value)) place.refuse(`${pythonRepr(value)} is not of type 'object'`);
  const problem = unfitness(value);
  if (problem !== undefined) place.refuse(problem);
  return value;
}

export function aNonEmptyObject(value: Found, place: Place): JsonObject {
  const object = anObject(value, place);
  if (Object.keys(object).length === 0) place.refuse('{} does not have enough properties');
  return object;
}

export function aNonEmptyString(value: Found, place: Place): string {
  if (typeof value !== 'string') place.refuse(`${pythonRepr(value)} is not of type 'string'`);
  if (value === '') place.refuse("'' is too short");
  return value;
}

export function aUniqueList(value: Found, place: Place): JsonValue[] {
  if (!Array.isArray(value)) place.refuse(`${pythonRepr(value)} is not of type 'array'`);
  if (value.length === 0) place.refuse('[] is too short');
  if (new Set(value.map((item) => JSON.stringify(item))).size < value.length) {
    place.refuse(`${pythonRepr(value)} has non-unique elements`);
  }
  return value;
}

export function aStringList(value: Found, place: Place): string[] {
  return aUniqueList(value, place).map((item) => aNonEmptyString(item, place));
}

/** One text, or a list of them. */
export function strings(value: Found, place: Place): string[] {
  return typeof value === 'string' ? [aNonEmptyString(value, place)] : aStringList(value, place);
}

/**
 * Refuses the document where a text, or a text directly in a list or a mapping, holds an expression that cannot be read.
 * As in Mistral, what is nested deeper is found to be wrong when it is evaluated.
 */
export function checkExpressions(value: JsonValue): void {
  const within = typeof value === 'object' && value !== null ? Object.values(value) : [value];
  const error = validateExpressions(within.filter((each) => typeof each === 'string'));
  if (error !== null) throw new DslError(error);
}

/** A whole expression, `<% … %>` or `{{ … }}`. */
export function isExpression(value: Found): value is string {
  return typeof value === 'string' && hasExpression(value) && /^(<%.*%>|{{.*}})\s*$/s.test(value);
}

export function anExpression(value: Found, place: Place): string {
  if (!isExpression(value)) noneOf(value, place);
  checkExpressions(value);
  return value;
}

/** What a JSON schema calls an integer: `2.0` is one. */
export function asInteger(value: Found): number | undefined {
  if (typeof value !== 'number' && !((value as unknown) instanceof ExactNumber)) return undefined;
  return Number.isInteger(Number(value)) ? Number(value) : undefined;
}

export function anIntegerOrExpression(value: Found, place: Place): number | string {
  const number = asInteger(value);
  if (number !== undefined && number >= 0) return number;
  return anExpression(value, place);
}

export function aBooleanOrExpression(value: Found, place: Place): boolean | string {
  return typeof value === 'boolean' ? value : anExpression(value, place);
}

export function noneOf(value: Found, place: Place): never {
  return place.refuse(`${pythonRepr(value)} is not valid under any of the given schemas`);
}

export function requireKeys(object: JsonObject, keys: readonly string[], place: Place): void {
  for (const key of keys) {
    if (!Object.hasOwn(object, key)) place.refuse(`'${key}' is a required property`);
  }
}

export function onlyKeys(object: JsonObject, allowed: ReadonlySet<string>, place: Place): void {
  const others = Object.keys(object).filter((key) => !allowed.has(key));
  if (others.length === 0) return;
  const were = others.length === 1 ? 'was' : 'were';
  place.refuse(
    `Additional properties are not allowed (${others.map((key) => `'${key}'`).join(', ')} ${were} unexpected)`,
  );
}

/** Reads an optional value. */
export function optional<T>(
  object: JsonObject,
  key: string,
  place: Place,
  read: (value: JsonValue, place: Place) => T,
): T | undefined {
  const value = object[key];
  return value === undefined || !Object.hasOwn(object, key)
    ? undefined
    : place.at(key).read((at) => read(value, at));
}

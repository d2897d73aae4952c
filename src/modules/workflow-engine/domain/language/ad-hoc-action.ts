import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import {
  aNonEmptyObject,
  aNonEmptyString,
  anObject,
  aStringList,
  Found,
  onlyKeys,
  optional,
  Place,
  requireKeys,
  checkExpressions,
} from './checks.js';
import { Parameter, parseInput } from './input.js';
import { parseCommand } from './short-syntax.js';

/** An action of the workbook's own: another action with its input and output rewritten. */
export interface AdHocAction {
  readonly name: string;
  readonly base: string;
  readonly baseInput: JsonObject;
  readonly input: readonly Parameter[];
  /** The template of the result; undefined where the base's result is passed on. */
  readonly output: JsonValue | undefined;
}

const KEYS: ReadonlySet<string> = new Set([
  'base',
  'base-input',
  'input',
  'output',
  'name',
  'version',
  'description',
  'tags',
]);

export function parseAdHocAction(name: string, value: Found, place: Place): AdHocAction {
  const object = anObject(value, place);
  requireKeys(object, ['base'], place);
  onlyKeys(object, KEYS, place);
  optional(object, 'description', place, aNonEmptyString);
  optional(object, 'tags', place, aStringList);
  const base = parseCommand(aNonEmptyString(object.base, place.at('base')));
  const baseInput = optional(object, 'base-input', place, aNonEmptyObject) ?? {};
  checkExpressions(base.parameters);
  checkExpressions(baseInput);
  if (typeof object.output === 'string') checkExpressions(object.output);
  return {
    name,
    base: base.name,
    baseInput: { ...baseInput, ...base.parameters },
    input: optional(object, 'input', place, parseInput) ?? [],
    output: object.output ?? undefined,
  };
}

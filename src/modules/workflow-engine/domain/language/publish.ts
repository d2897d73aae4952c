import type { JsonObject } from '../../../../shared/domain/json.js';
import { aNonEmptyObject, anObject, Found, noneOf, optional, Place, checkExpressions } from './checks.js';

/** What a task publishes, by scope. */
export interface Publish {
  readonly branch?: JsonObject | undefined;
  readonly global?: JsonObject | undefined;
  readonly atomic?: JsonObject | undefined;
}

const SCOPES = ['branch', 'global', 'atomic'];

/** `publish:` of a task: the variables of its branch. */
export function parseVariables(value: Found, place: Place): JsonObject {
  const variables = aNonEmptyObject(value, place);
  checkExpressions(variables);
  return variables;
}

/** `publish:` inside an on-clause: variables by scope. */
export function parsePublish(value: Found, place: Place): Publish {
  const object = anObject(value, place);
  const keys = Object.keys(object);
  if (keys.length === 0 || keys.some((key) => !SCOPES.includes(key))) return noneOf(object, place);
  return {
    branch: optional(object, 'branch', place, parseVariables),
    global: optional(object, 'global', place, parseVariables),
    atomic: optional(object, 'atomic', place, parseVariables),
  };
}

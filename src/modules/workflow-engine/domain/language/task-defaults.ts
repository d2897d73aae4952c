import type { JsonObject } from '../../../../shared/domain/json.js';
import {
  aBooleanOrExpression,
  aNonEmptyObject,
  aNonEmptyString,
  aStringList,
  Found,
  onlyKeys,
  optional,
  Place,
  strings,
} from './checks.js';
import { OnClause, parseOnClause } from './on-clause.js';
import { Policies, parsePolicies, POLICY_KEYS } from './policies.js';

/** What holds for the tasks of a workflow that do not say it themselves. */
export interface TaskDefaults {
  readonly policies: Policies;
  readonly onSuccess: OnClause | undefined;
  readonly onError: OnClause | undefined;
  readonly onComplete: OnClause | undefined;
  readonly requires: readonly string[];
  readonly safeRerun: boolean | string | undefined;
}

const KEYS: ReadonlySet<string> = new Set([
  ...POLICY_KEYS,
  'on-success',
  'on-error',
  'on-complete',
  'safe-rerun',
  'requires',
  'name',
  'version',
  'description',
  'tags',
]);

export function parseTaskDefaults(value: Found, place: Place): TaskDefaults {
  const object: JsonObject = aNonEmptyObject(value, place);
  onlyKeys(object, KEYS, place);
  optional(object, 'name', place, aNonEmptyString);
  optional(object, 'description', place, aNonEmptyString);
  optional(object, 'tags', place, aStringList);
  return {
    policies: parsePolicies(object, place),
    onSuccess: optional(object, 'on-success', place, parseOnClause),
    onError: optional(object, 'on-error', place, parseOnClause),
    onComplete: optional(object, 'on-complete', place, parseOnClause),
    requires: optional(object, 'requires', place, strings) ?? [],
    safeRerun: optional(object, 'safe-rerun', place, aBooleanOrExpression),
  };
}

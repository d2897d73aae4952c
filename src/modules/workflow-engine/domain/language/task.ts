import type { JsonObject } from '../../../../shared/domain/json.js';
import {
  aBooleanOrExpression,
  aNonEmptyObject,
  aNonEmptyString,
  aStringList,
  Found,
  noneOf,
  onlyKeys,
  optional,
  Place,
  strings,
  checkExpressions,
} from './checks.js';
import { DslError } from './dsl-error.js';
import { Join, parseJoin } from './join.js';
import { OnClause, parseOnClause } from './on-clause.js';
import { Policies, parsePolicies, POLICY_KEYS } from './policies.js';
import { parseVariables } from './publish.js';
import { pythonRepr } from './python-repr.js';
import { Command, parseCommand } from './short-syntax.js';
import { parseWithItems } from './with-items.js';

export type WorkflowType = 'direct' | 'reverse';

/** A task as the workbook says it; a text where another type may stand is an expression. */
export interface Task {
  readonly name: string;
  readonly description: string | null;
  readonly tags: readonly string[];
  /** Exactly one of `action` and `workflow` is set; both may be expressions. */
  readonly action: string | undefined;
  readonly workflow: string | undefined;
  readonly input: JsonObject | string;
  readonly withItems: JsonObject | undefined;
  readonly publish: JsonObject | undefined;
  readonly publishOnError: JsonObject | undefined;
  readonly policies: Policies;
  readonly keepResult: boolean | string;
  readonly join: Join | undefined;
  readonly onSuccess: OnClause | undefined;
  readonly onError: OnClause | undefined;
  readonly onComplete: OnClause | undefined;
  readonly requires: readonly string[];
  /** The task as it was written, for `task().spec`. */
  readonly source: JsonObject;
}

const LONGEST_NAME = 255;
const COMMON_KEYS = [
  ...POLICY_KEYS,
  'name',
  'version',
  'type',
  'description',
  'tags',
  'action',
  'workflow',
  'input',
  'with-items',
  'publish',
  'publish-on-error',
  'target',
  'keep-result',
  'safe-rerun',
];
const KEYS: Readonly<Record<WorkflowType, ReadonlySet<string>>> = {
  direct: new Set([...COMMON_KEYS, 'join', 'on-success', 'on-error', 'on-complete']),
  reverse: new Set([...COMMON_KEYS, 'requires']),
};

export function parseTask(name: string, value: Found, type: WorkflowType, place: Place): Task {
  const object = aNonEmptyObject(value, place);
  onlyKeys(object, KEYS[type], place);
  checkName(name, object, type, place);
  const command = parseTarget(object, place);
  optional(object, 'target', place, aNonEmptyString);
  optional(object, 'safe-rerun', place, aBooleanOrExpression);
  return {
    name,
    description: optional(object, 'description', place, aNonEmptyString) ?? null,
    tags: optional(object, 'tags', place, aStringList) ?? [],
    action: 'workflow' in object ? undefined : command.name,
    workflow: 'workflow' in object ? command.name : undefined,
    input: parseTaskInput(object, command, place),
    withItems: optional(object, 'with-items', place, parseWithItems),
    publish: optional(object, 'publish', place, parseVariables),
    publishOnError: optional(object, 'publish-on-error', place, parseVariables),
    policies: parsePolicies(object, place),
    keepResult: optional(object, 'keep-result', place, aBooleanOrExpression) ?? true,
    join: optional(object, 'join', place, parseJoin),
    onSuccess: optional(object, 'on-success', place, parseOnClause),
    onError: optional(object, 'on-error', place, parseOnClause),
    onComplete: optional(object, 'on-complete', place, parseOnClause),
    requires: optional(object, 'requires', place, strings) ?? [],
    source: taskSource(name, object, type),
  };
}

/** As Mistral shows it: with its name, version and the type of its workflow. */
export function taskSource(name: string, object: JsonObject, type: WorkflowType): JsonObject {
  return { ...object, name, version: '2.0', type };
}

function checkName(name: string, object: JsonObject, type: WorkflowType, place: Place): void {
  if (name.length > LONGEST_NAME) {
    throw new DslError(`The length of a '${name}' task name must not exceed ${LONGEST_NAME} symbols`);
  }
  if ('action' in object && 'workflow' in object) {
    place.refuse(
      `${pythonRepr(taskSource(name, object, type))} is valid under each of ` +
        "{'type': 'object', 'required': ['workflow']}, {'type': 'object', 'required': ['action']}",
    );
  }
}

function parseTarget(object: JsonObject, place: Place): Command {
  const key = 'workflow' in object ? 'workflow' : 'action';
  const text = optional(object, key, place, aNonEmptyString);
  if (text === undefined) return { name: 'std.noop', parameters: {} };
  const command = parseCommand(text);
  checkExpressions(command.parameters);
  return command;
}

function parseTaskInput(object: JsonObject, command: Command, place: Place): JsonObject | string {
  const input = optional(object, 'input', place, (value, at) =>
    typeof value === 'string' ? aNonEmptyString(value, at) : aNonEmptyObject(value, at),
  );
  checkExpressions(input ?? null);
  if (typeof input !== 'string') return { ...input, ...command.parameters };
  return Object.keys(command.parameters).length === 0 ? input : noneOf(input, place.at('input'));
}

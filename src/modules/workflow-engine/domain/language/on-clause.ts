import { isJsonObject, JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { anExpression, Found, noneOf, onlyKeys, optional, Place, checkExpressions } from './checks.js';
import { parsePublish, Publish } from './publish.js';
import { pythonRepr } from './python-repr.js';
import { parseCommand } from './short-syntax.js';

/** One entry of `on-success`, `on-error` or `on-complete`. */
export interface Transition {
  /** A task, or an engine command. */
  readonly name: string;
  /** The guard, or undefined where it is always taken. */
  readonly condition: string | undefined;
  /** Of an engine command: `fail(msg="…")`. */
  readonly parameters: JsonObject;
}

export interface OnClause {
  readonly publish: Publish | undefined;
  readonly next: readonly Transition[];
}

/** Names that an on-clause may use beside tasks (mistral/workflow/commands.py). */
export const ENGINE_COMMANDS: ReadonlySet<string> = new Set(['noop', 'fail', 'succeed', 'pause']);

/** `task`, `fail msg="…"`, `fail(msg="… …")`: a text is one of them. */
const FORMS = [/^\S+$/, /^\w+ \w+=.*$/, /^\w+\(\w+=.*\)$/];

const LONG_FORM: ReadonlySet<string> = new Set(['publish', 'next']);

/** All four ways to write one: a name, a guarded name, a list of those, or `publish` and `next`. */
export function parseOnClause(value: Found, place: Place): OnClause {
  if (!isJsonObject(value) || !isLongForm(value))
    return { publish: undefined, next: parseNext(value, place) };
  onlyKeys(value, LONG_FORM, place);
  return {
    publish: optional(value, 'publish', place, parsePublish),
    next: optional(value, 'next', place, parseNext) ?? [],
  };
}

function isLongForm(object: JsonObject): boolean {
  return Object.keys(object).some((key) => LONG_FORM.has(key)) || Object.keys(object).length !== 1;
}

function parseNext(value: Found, place: Place): Transition[] {
  if (!Array.isArray(value)) return [parseTransition(value, place)];
  if (value.length === 0) return noneOf(value, place);
  if (new Set(value.map((item) => JSON.stringify(item))).size < value.length) {
    place.refuse(`${pythonRepr(value)} has non-unique elements`);
  }
  return value.map((item) => parseTransition(item, place));
}

function parseTransition(value: Found, place: Place): Transition {
  if (typeof value === 'string') {
    // Mistral takes a text that is both a name and a call, `fail(msg=1)`, for neither.
    if (FORMS.filter((form) => form.test(value)).length !== 1) return noneOf(value, place);
    return transition(value, undefined, place);
  }
  if (!isJsonObject(value)) return noneOf(value, place);
  const [entry, ...others] = Object.entries(value);
  if (!entry || others.length > 0) return noneOf(value, place);
  return transition(entry[0], entry[1], place);
}

function transition(text: string, condition: JsonValue | undefined, place: Place): Transition {
  const { name, parameters } = parseCommand(text);
  checkExpressions(parameters);
  return {
    name,
    parameters,
    condition: condition === undefined ? undefined : anExpression(condition, place.at(name)),
  };
}

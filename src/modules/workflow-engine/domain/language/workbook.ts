import { isJsonObject, JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { AdHocAction, parseAdHocAction } from './ad-hoc-action.js';
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
} from './checks.js';
import { DslError } from './dsl-error.js';
import { parseWorkflow, Workflow } from './workflow.js';
import { parseYaml } from './yaml.js';

/** A Mistral DSL v2 workbook: the unit that is kept, and pinned by an execution. */
export interface Workbook {
  readonly name: string;
  readonly description: string | null;
  readonly tags: readonly string[];
  /** By name without the workbook's, in the order they are written. */
  readonly actions: ReadonlyMap<string, AdHocAction>;
  readonly workflows: ReadonlyMap<string, Workflow>;
}

const KEYS: ReadonlySet<string> = new Set(['name', 'version', 'description', 'tags', 'actions', 'workflows']);
const ITEM_NAME = /^(?!version$)[\w-]+$/;

/** Reads and checks a definition. Throws `DslError`, which names what is wrong and where. */
export function parseWorkbook(definition: string): Workbook {
  const place = new Place();
  const object = anObject(parseYaml(definition), place);
  optional(object, 'version', place, checkVersion);
  requireKeys(object, ['version', 'name'], place);
  onlyKeys(object, KEYS, place);
  return {
    name: aNonEmptyString(object.name, place.at('name')),
    description: optional(object, 'description', place, aNonEmptyString) ?? null,
    tags: optional(object, 'tags', place, aStringList) ?? [],
    actions: items(object, 'actions', place, parseAdHocAction),
    workflows: items(object, 'workflows', place, parseWorkflow),
  };
}

/** Reads the definition of one action, as Mistral keeps it apart from its workbook: `name: {base: …}`. */
export function parseAction(definition: string): AdHocAction {
  const place = new Place();
  const [entry] = Object.entries(anObject(parseYaml(definition), place));
  if (!entry) throw new DslError('Invalid DSL: there is no action.');
  const [name, value] = entry;
  return parseAdHocAction(name, anObject(value, place.at(name)), place.at(name));
}

/**
 * An unquoted `version: 2.0` is accepted: it says what it means, and only Mistral 15's API trips over it (the adapter
 * for Mistral quotes it).
 */
function checkVersion(version: JsonValue): void {
  const isScalar = typeof version !== 'object' || version instanceof Number;
  if (!isScalar || typeof version === 'boolean' || Number(version) !== 2)
    throw new DslError(`Unsupported DSL version: ${versionText(version)}`);
}

function versionText(version: JsonValue): string {
  return typeof version === 'string' ? version : JSON.stringify(version);
}

function items<T>(
  object: JsonObject,
  key: string,
  place: Place,
  parse: (name: string, value: Found, place: Place) => T,
): ReadonlyMap<string, T> {
  if (!Object.hasOwn(object, key)) return new Map();
  const at = place.at(key);
  const entries = Object.entries(aNonEmptyObject(object[key], at)).filter(([name]) => name !== 'version');
  for (const [name, value] of entries) {
    if (!ITEM_NAME.test(name)) {
      at.refuse(`'${name}' does not match any of the regexes: '^(?!version$)[\\\\w-]+$', '^version$'`);
    }
    if (!isJsonObject(value)) anObject(value, at.at(name));
  }
  return new Map(
    entries.map(([name, value]) => [name, at.at(name).read((place) => parse(name, value, place))]),
  );
}

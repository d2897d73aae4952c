import { isJsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { aNonEmptyString, anObject, aUniqueList, Found, noneOf, Place } from './checks.js';
import { pythonRepr } from './python-repr.js';

/** One declared input of a workflow or an ad-hoc action. */
export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  /** What it is where it is not given; null for a required one. */
  readonly default: JsonValue;
}

/** `input:` - names, and `{name: default}` entries. */
export function parseInput(value: Found, place: Place): Parameter[] {
  return aUniqueList(value, place).map((entry) => parseParameter(entry, place));
}

function parseParameter(entry: JsonValue, place: Place): Parameter {
  if (typeof entry === 'string') {
    return { name: aNonEmptyString(entry, place), required: true, default: null };
  }
  if (!isJsonObject(entry)) return noneOf(entry, place);
  const [first, ...others] = Object.entries(anObject(entry, place));
  if (!first) return place.refuse('{} does not have enough properties');
  if (others.length > 0) place.refuse(`${pythonRepr(entry)} has too many properties`);
  return { name: first[0], required: false, default: first[1] };
}

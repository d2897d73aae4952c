import { z } from 'zod';
import { DomainError, FieldError } from '../../../shared/domain/domain-error.js';
import { isJsonObject, JsonObject, JsonValue } from '../../../shared/domain/json.js';
import { Station } from './station.js';

/** A station as it is shown to those who write workbooks. */
export interface StationDescription {
  readonly id: string;
  readonly description: string;
  /** JSON Schema (draft 2020-12) of the input. */
  readonly input: JsonObject;
}

/** No station's input goes deeper; what a request nests beyond that is refused by the schemas, not walked. */
const DEEPEST_INPUT = 5;

/** All stations by id; an id that is taken twice, or is no word, is refused at the start. */
export class StationRegistry {
  private readonly stations = new Map<string, Station>();

  constructor(stations: readonly Station[]) {
    for (const station of stations) {
      if (!/^[a-z]+(-[a-z]+)*$/.test(station.id)) throw new Error(`"${station.id}" is no id for a station.`);
      if (this.stations.has(station.id)) throw new Error(`There are two stations "${station.id}".`);
      this.stations.set(station.id, station);
    }
  }

  /** Throws `not_found` (`station.not_found`). */
  get(id: string): Station {
    const station = this.stations.get(id);
    if (station) return station;
    const known = [...this.stations.keys()].join(', ');
    throw new DomainError(
      'not_found',
      'station.not_found',
      `There is no station "${id}". There are: ${known}.`,
    );
  }

  /** The station that a URL in a workbook leads to, whatever its expressions are; undefined where it leads to none. */
  calledAt(url: string): string | undefined {
    const id = /\/([^/]+)\/jobs$/.exec(url)?.[1];
    return id !== undefined && this.stations.has(id) ? id : undefined;
  }

  /** In order of id. */
  describe(): StationDescription[] {
    return [...this.stations.values()]
      .map(({ id, description, input }) => ({ id, description, input: jsonSchema(input) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /**
   * Checks what a task sent. Null counts as absent, because an expression that finds nothing yields null. Throws
   * `invalid` (`station.input_invalid`) with a pointer to each wrong place.
   */
  check(id: string, input: unknown): JsonObject {
    const given = withoutNulls(input as JsonValue);
    const parsed = this.get(id).input.safeParse(given, { error: missing });
    if (parsed.success && isJsonObject(given)) return given;
    const errors = parsed.success ? [] : fieldErrors(parsed.error);
    const detail = errors.map((error) => `${error.pointer || '/'}: ${error.detail}`).join('; ');
    const message = `The input of station "${id}" is wrong: ${detail || 'it is no object'}`;
    throw new DomainError('invalid', 'station.input_invalid', message.slice(0, 2000), { errors });
  }
}

function jsonSchema(input: z.ZodType): JsonObject {
  return z.toJSONSchema(input, { io: 'input' }) as JsonObject;
}

/** Zod's own words for an absent member talk of types. */
function missing({ input }: { readonly input: unknown }): string | undefined {
  return input === undefined ? 'is missing' : undefined;
}

function withoutNulls(value: JsonValue, depth = 0): JsonValue {
  if (!isJsonObject(value) || depth === DEEPEST_INPUT) return value;
  const present = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(present.map(([name, member]) => [name, withoutNulls(member, depth + 1)]));
}

function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.slice(0, 100).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [fieldError(issue.path, issue.message)];
    return issue.keys.slice(0, 100).map((key) => fieldError([...issue.path, key], 'is not known here'));
  });
}

function fieldError(path: readonly PropertyKey[], detail: string): FieldError {
  const pointer = path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { pointer: pointer.slice(0, 500), detail };
}

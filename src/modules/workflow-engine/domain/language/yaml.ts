import { defineScalarTag, load, realMapTag, timestampTag } from 'js-yaml';
import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { PYTHON_YAML_SCHEMA } from '../expressions/index.js';
import { DslError } from './dsl-error.js';
import { pythonRepr } from './python-repr.js';

/** A date or a moment that is written without quotes. */
class Moment {
  constructor(
    readonly text: string,
    private readonly date: Date,
  ) {}

  /** As Python shows it. */
  toString(): string {
    const { date } = this;
    const day = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    if (/^\d{4}-\d\d-\d\d$/.test(this.text)) return `datetime.date(${day.join(', ')})`;
    const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
    while (time.length > 2 && time.at(-1) === 0) time.pop();
    return `datetime.datetime(${[...day, ...time].join(', ')})`;
  }
}

const MOMENT = defineScalarTag<unknown>(timestampTag.tagName, {
  ...timestampTag,
  resolve: (source, isExplicit, tagName) => {
    const value: unknown = timestampTag.resolve(source, isExplicit, tagName);
    return value instanceof Date ? new Moment(source, value) : value;
  },
});

const WORKBOOK_SCHEMA = PYTHON_YAML_SCHEMA.withTags(MOMENT, realMapTag);

/** What JSON cannot say of a mapping: why it must not stand where the language looks into it. */
const UNFIT = new WeakMap<object, string>();

/**
 * Why a mapping of a document must not stand where the language wants names and JSON: one of its keys is no text, or one
 * of its values is a moment. Elsewhere both become texts.
 */
export function unfitness(mapping: object): string | undefined {
  return UNFIT.get(mapping);
}

const MOST_CHARACTERS = 1_048_576;
const DEEPEST = 64;

/** `&`, `*` and `@` under names that mean nothing in YAML: characters of the private use area. */
const PLAIN: Readonly<Record<string, string>> = { '&': '\ue126', '*': '\ue12a', '@': '\ue140' };
const MEANT: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PLAIN).map(([mark, hidden]) => [hidden, mark]),
);

/**
 * Reads one YAML document; an empty one is `{}`. As in Mistral there are no anchors and no aliases: `&`, `*` and `@` are
 * characters like others (mistral/utils/safe_yaml.py). Throws `DslError` where it is not YAML, or larger than a
 * workbook may be.
 */
export function parseYaml(text: string): JsonValue {
  if (text.length > MOST_CHARACTERS) {
    throw new DslError(`Definition is too large: ${text.length} characters, at most ${MOST_CHARACTERS}.`);
  }
  return meant(loadDocument(plainMarks(text)));
}

/** The text with `&`, `*` and `@` hidden from YAML, character by character. */
export function plainMarks(text: string): string {
  return text.replace(/[&*@]/g, (mark) => PLAIN[mark] ?? mark);
}

function loadDocument(text: string): unknown {
  if (isBlank(text)) return {};
  try {
    // PyYAML keeps the last of several equal keys, as JSON.parse does.
    return load(text, { schema: WORKBOOK_SCHEMA, json: true, maxDepth: DEEPEST }) ?? {};
  } catch (error) {
    throw new DslError(`Definition could not be parsed: ${textMeant((error as Error).message)}`, {
      cause: error,
    });
  }
}

function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#.*|---\s*|\.\.\.\s*)?$/.test(line));
}

function textMeant(text: string): string {
  return text.replace(/[\ue126\ue12a\ue140]/g, (hidden) => MEANT[hidden] ?? hidden);
}

/** The document with the characters it was written with. */
function meant(value: unknown): JsonValue {
  if (typeof value === 'string') return textMeant(value);
  if (value instanceof Moment) return textMeant(value.text);
  if (typeof value !== 'object' || value === null || value instanceof Number) return value as JsonValue;
  if (Array.isArray(value)) return value.map(meant);
  return meantMapping(value instanceof Map ? value : new Map(Object.entries(value)));
}

function meantMapping(mapping: ReadonlyMap<unknown, unknown>): JsonObject {
  const copy: JsonObject = {};
  for (const [key, item] of mapping) {
    Object.defineProperty(copy, typeof key === 'string' ? textMeant(key) : keyText(key), {
      value: meant(item),
      enumerable: true,
      writable: true,
      configurable: true,
    });
    if (typeof key !== 'string') UNFIT.set(copy, `the key ${pythonRepr(key)} is not a text`);
    else if (item instanceof Moment)
      UNFIT.set(copy, `${item.toString()} is not valid under any of the given schemas`);
  }
  return copy;
}

/** As Python's JSON writes a key that is no text. */
function keyText(key: unknown): string {
  if (key instanceof Moment) return key.text;
  if (typeof key === 'object' && key !== null && !(key instanceof Number)) {
    throw new DslError('Definition could not be parsed: found unhashable key');
  }
  return String(key);
}

import { load } from 'js-yaml';
import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { PYTHON_YAML_SCHEMA } from '../expressions/index.js';
import { DslError } from './dsl-error.js';

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
  const hidden = text.replace(/[&*@]/g, (mark) => PLAIN[mark] ?? mark);
  return meant(loadDocument(hidden));
}

function loadDocument(text: string): unknown {
  if (isBlank(text)) return {};
  try {
    // PyYAML keeps the last of several equal keys, as JSON.parse does.
    return load(text, { schema: PYTHON_YAML_SCHEMA, json: true, maxDepth: DEEPEST }) ?? {};
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
  if (typeof value !== 'object' || value === null || value instanceof Number) return value as JsonValue;
  if (Array.isArray(value)) return value.map(meant);
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    Object.defineProperty(copy, textMeant(key), {
      value: meant(item),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return copy;
}

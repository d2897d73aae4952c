import { load } from 'js-yaml';
import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { PYTHON_YAML_SCHEMA } from '../expressions/index.js';
import { DslError } from './dsl-error.js';

const MOST_CHARACTERS = 1_048_576;
const MOST_NODES = 100_000;
const MOST_ALIASES = 100;
const DEEPEST = 64;

/**
 * Reads one YAML document; an empty one is `{}`. Throws `DslError` where it is not YAML, or larger than a workbook
 * may be: aliases are counted as what they stand for.
 */
export function parseYaml(text: string): JsonValue {
  if (text.length > MOST_CHARACTERS) {
    throw new DslError(`Definition is too large: ${text.length} characters, at most ${MOST_CHARACTERS}.`);
  }
  return unaliased(loadDocument(text), { nodes: 0 }, []);
}

function loadDocument(text: string): unknown {
  if (isBlank(text)) return {};
  try {
    // PyYAML keeps the last of several equal keys, as JSON.parse does.
    return (
      load(text, { schema: PYTHON_YAML_SCHEMA, json: true, maxDepth: DEEPEST, maxAliases: MOST_ALIASES }) ??
      {}
    );
  } catch (error) {
    throw new DslError(`Definition could not be parsed: ${(error as Error).message}`, { cause: error });
  }
}

function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#.*|---\s*|\.\.\.\s*)?$/.test(line));
}

/** Copies what the loader shared between aliases, so that a small text cannot become a huge document. */
function unaliased(value: unknown, count: { nodes: number }, within: readonly unknown[]): JsonValue {
  count.nodes += 1;
  if (count.nodes > MOST_NODES) {
    throw new DslError(
      `Definition is too large: more than ${MOST_NODES} values once its aliases are resolved.`,
    );
  }
  if (typeof value !== 'object' || value === null || value instanceof Number) return value as JsonValue;
  if (within.includes(value))
    throw new DslError('Definition could not be parsed: it contains itself by an alias.');
  const around = [...within, value];
  if (Array.isArray(value)) return value.map((item) => unaliased(item, count, around));
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    Object.defineProperty(copy, key, {
      value: unaliased(item, count, around),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return copy;
}

import {
  binaryTag,
  boolYaml11Tag,
  defineScalarTag,
  floatYaml11Tag,
  intYaml11Tag,
  load,
  NOT_RESOLVED,
  omapTag,
  pairsTag,
  Schema,
  setTag,
  timestampTag,
  YAML11_SCHEMA,
  YAMLException,
} from 'js-yaml';
import { ExactNumber } from '../../exact-json/index.js';
import { Budget } from './budget.js';
import { PythonError } from './errors.js';
import { exactFloat, fromJson } from './json-values.js';
import { PyValue } from './values.js';
import { writeYaml } from './yaml-writer.js';

/** Most aliases (`*name`) a document may use: each may stand for a large part of it. */
const MOST_ALIASES = 100;

const EXPONENT_WITHOUT_POINT = /^[-+]?\d+e/i;

const FLOAT = defineScalarTag<unknown>(floatYaml11Tag.tagName, {
  ...floatYaml11Tag,
  resolve: (source, isExplicit, tagName) => {
    if (EXPONENT_WITHOUT_POINT.test(source)) return source;
    const value: unknown = floatYaml11Tag.resolve(source, isExplicit, tagName);
    return typeof value === 'number' ? exactFloat(value) : value;
  },
});

const INTEGER = defineScalarTag<unknown>(intYaml11Tag.tagName, {
  ...intYaml11Tag,
  resolve: (source, isExplicit, tagName) => {
    const value: unknown = intYaml11Tag.resolve(source, isExplicit, tagName);
    return typeof value === 'number' && !Number.isSafeInteger(value) && /^[-+]?\d+$/.test(source)
      ? new ExactNumber(String(BigInt(source)))
      : value;
  },
});

/** PyYAML does not take a lone `y` or `n` for a boolean, which keys and coordinates often are. */
const BOOLEAN = defineScalarTag<unknown>(boolYaml11Tag.tagName, {
  ...boolYaml11Tag,
  resolve: (source, isExplicit, tagName) =>
    source.length === 1 ? NOT_RESOLVED : boolYaml11Tag.resolve(source, isExplicit, tagName),
});

const LEFT_OUT: ReadonlySet<unknown> = new Set([
  floatYaml11Tag,
  intYaml11Tag,
  boolYaml11Tag,
  timestampTag,
  binaryTag,
  omapTag,
  pairsTag,
  setTag,
]);

/** YAML 1.1 as PyYAML's SafeLoader has it, for workbooks as well: `yes` is true, `012` is ten, `1.0` is a float; moments stay text. */
export const PYTHON_YAML_SCHEMA = new Schema([
  ...YAML11_SCHEMA.tags.filter((tag) => !LEFT_OUT.has(tag)),
  BOOLEAN,
  INTEGER,
  FLOAT,
]);

/** `yaml.safe_load`. */
export function parseYaml(text: string, budget: Budget): PyValue {
  budget.spend(Math.ceil(text.length / 16));
  if (text.trim() === '') return null;
  try {
    const value: unknown = load(text, { schema: PYTHON_YAML_SCHEMA, json: true, maxAliases: MOST_ALIASES });
    return fromJson(value, 'plain');
  } catch (error) {
    if (error instanceof YAMLException) throw new PythonError('YAMLError', error.message);
    throw error;
  }
}

/** `yaml.safe_dump(value, default_flow_style=False)`. */
export function dumpYaml(value: PyValue, budget: Budget): string {
  const text = writeYaml(value, budget);
  budget.allowText(text.length);
  return text;
}

import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { DslError } from './dsl-error.js';

/** `std.echo output="x" delay=1` taken apart. */
export interface Command {
  readonly name: string;
  readonly parameters: JsonObject;
}

const NAME = /^([\w.]+[^=(\s"]*|<%.*?%>|{{.*}}|{%.*%})/s;
const PARAMETER = /([-\w]+)=("[^"]*"\s*|'[^']*'\s*|{{.*?}}|<%.*?%>|\[.*\]\s*|true|false|null|\d+)/gs;

/**
 * Reads Mistral's one-line form of an action, a workflow, an engine command or a retry policy. What its pattern does
 * not know is skipped, as Mistral does (`output=1.5` is 1, `output={"a": 1}` is nothing).
 */
export function parseCommand(text: string): Command {
  if (!text.includes(' ')) return { name: text, parameters: {} };
  const name = NAME.exec(text)?.[0];
  if (name === undefined) throw new DslError(`Invalid action/workflow task property: ${text}`);
  const parameters = [...text.matchAll(PARAMETER)].map(
    ([, key = '', value = '']) => [key, parameterValue(value.trim())] as const,
  );
  return { name, parameters: Object.fromEntries(parameters) };
}

function parameterValue(text: string): JsonValue {
  if (text.startsWith('"') || text.startsWith("'")) return text.slice(1, -1);
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

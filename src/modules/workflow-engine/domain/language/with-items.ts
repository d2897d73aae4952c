import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { Found, Place, strings, checkExpressions } from './checks.js';
import { DslError } from './dsl-error.js';

const ITEM = /^\s*([\w-]+)\s*in\s*(\[.+\]|{{.*?}}|<%.*?%>)/s;

/** `with-items:` as variable by list, where a list is written out or is an expression. */
export function parseWithItems(value: Found, place: Place): JsonObject {
  return Object.fromEntries(strings(value, place).map((entry) => parseItem(entry)));
}

function parseItem(entry: string): [string, JsonValue] {
  const [, variable, list] = ITEM.exec(entry) ?? [];
  if (variable === undefined || list === undefined) {
    throw new DslError(
      `Wrong format of 'with-items' property. Please use format 'var in {[some, list] | <% $.array %> }: ${entry}`,
    );
  }
  checkExpressions(list);
  return [variable, list.startsWith('[') ? writtenOut(list) : list];
}

function writtenOut(list: string): JsonValue {
  try {
    return JSON.parse(list) as JsonValue;
  } catch (error) {
    throw new DslError(
      `Invalid array in 'with-items' clause: ${list}, error: Expecting value: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

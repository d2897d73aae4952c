import { isJsonObject, type JsonObject } from '../../../shared/domain/json.js';
import type { Execution } from './execution.js';

/** The source that the execution builds; undefined where its workflow takes none. A workbook may check out others besides. */
export function ownSource({
  inputs,
  givenInputs,
  offeredInputs,
}: Pick<Execution, 'inputs' | 'givenInputs' | 'offeredInputs'>): JsonObject | undefined {
  const source = inputs.source ?? givenInputs.source ?? offeredInputs.source;
  return isJsonObject(source) ? source : undefined;
}

import { isJsonObject, type JsonObject } from '../../../shared/domain/json.js';
import { Execution } from './execution.js';

type Ran = Pick<Execution, 'workflowName' | 'inputs' | 'offeredInputs' | 'givenInputs'>;

/**
 * The inputs of a re-run: those that the workflow got, with the commit in place of the head of a branch. Of an execution that
 * the engine never took on, those that it was to get.
 */
export function pinnedInputs(
  execution: Ran,
  commit: string | null,
): { readonly offeredInputs: JsonObject; readonly givenInputs: JsonObject } {
  if (execution.workflowName !== null)
    return { offeredInputs: {}, givenInputs: withCommit(execution.inputs, commit) };
  const { offeredInputs, givenInputs } = execution;
  return { offeredInputs: withCommit(offeredInputs, commit), givenInputs: withCommit(givenInputs, commit) };
}

function withCommit(inputs: JsonObject, commit: string | null): JsonObject {
  if (commit === null) return inputs;
  const { source } = inputs;
  const isOpen = isJsonObject(source) && typeof source.href === 'string' && (source.commit ?? null) === null;
  return {
    ...inputs,
    ...(isOpen ? { source: { ...source, commit } } : {}),
    ...(inputs.commit === null ? { commit } : {}),
  };
}

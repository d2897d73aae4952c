import type { JsonObject } from '../../../../shared/domain/json.js';
import { Parameter, pythonRepr } from '../language/index.js';
import { WorkflowError } from './workflow-error.js';

/** Throws `WorkflowError` naming what is missing and what is unexpected. */
export function validateInput(
  parameters: readonly Parameter[],
  input: JsonObject,
  name: string,
  className: string,
): void {
  const known = new Set(parameters.map((parameter) => parameter.name));
  const missing = parameters.filter((each) => each.required && !Object.hasOwn(input, each.name));
  const unexpected = Object.keys(input).filter((key) => !known.has(key));
  const problems = [
    ...(missing.length > 0 ? [`missing=${pythonRepr(missing.map((parameter) => parameter.name))}`] : []),
    ...(unexpected.length > 0 ? [`unexpected=${pythonRepr(unexpected)}`] : []),
  ];
  if (problems.length === 0) return;
  throw new WorkflowError(`Invalid input [name=${name}, class=${className}, ${problems.join(', ')}]`);
}

/** The input with the defaults of what was not given. */
export function withDefaults(parameters: readonly Parameter[], input: JsonObject): JsonObject {
  const defaults = parameters.filter((each) => !each.required).map((each) => [each.name, each.default]);
  return { ...(Object.fromEntries(defaults) as JsonObject), ...input };
}

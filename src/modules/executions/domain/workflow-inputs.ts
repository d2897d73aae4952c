import { DomainError } from '../../../shared/domain/domain-error.js';
import type { JsonObject } from '../../../shared/domain/json.js';
import type { WorkflowDescription } from '../../workflow-engine/index.js';

/**
 * The inputs of one run: of what the pipeline offers, the inputs that the workflow declares (Mistral refuses any other),
 * overridden by what the user gave. An offered null leaves the workflow's own default. Throws `invalid`
 * (`execution.input_invalid`) for a given input that is not declared, and for a declared one without any value.
 */
export function workflowInputs(
  workflow: WorkflowDescription,
  offered: JsonObject,
  given: JsonObject,
): JsonObject {
  const declared = new Map(workflow.inputs.map((input) => [input.name, input]));
  const unexpected = Object.keys(given).filter((name) => !declared.has(name));
  const inputs: JsonObject = {};
  const missing: string[] = [];
  for (const [name, input] of declared) {
    if (Object.hasOwn(given, name)) inputs[name] = given[name] ?? null;
    else if (Object.hasOwn(offered, name) && (offered[name] !== null || input.required))
      inputs[name] = offered[name] ?? null;
    else if (input.required) missing.push(name);
  }
  refuse(workflow, unexpected, 'is not an input of the workflow');
  refuse(workflow, missing, 'is an input of the workflow that neither the plan nor you gave');
  return inputs;
}

function refuse(workflow: WorkflowDescription, names: readonly string[], reason: string): void {
  if (names.length === 0) return;
  const errors = names.map((name) => ({
    pointer: `/inputs/${name}`,
    detail: `${name} ${reason} ${workflow.name}`,
  }));
  const detail = errors.map((error) => error.detail).join('; ');
  throw new DomainError('invalid', 'execution.input_invalid', `${detail}.`, { errors });
}

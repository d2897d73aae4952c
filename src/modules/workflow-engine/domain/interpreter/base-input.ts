import { isJsonObject, type JsonObject } from '../../../../shared/domain/json.js';
import { evaluate, type WorkflowView } from '../expressions/index.js';
import { AdHocAction, pythonRepr } from '../language/index.js';
import { withDefaults } from './validate-input.js';
import { WorkflowError } from './workflow-error.js';

/**
 * What the base is given in the end by a chain of ad-hoc actions, the outermost first, that another interpreter runs: as far
 * as the outermost one's input and the environment tell. An expression that asks for more of the workflow finds nothing.
 * Throws `WorkflowError` or `ExpressionError` where that does not do.
 */
export function baseInputOf(
  chain: readonly AdHocAction[],
  input: JsonObject,
  environment: JsonObject,
  now: () => Date,
): JsonObject {
  const context = { workflow: nothingBut(environment), now };
  return chain.reduce((given, action) => {
    const data = { ...withDefaults(action.input, given), __env: environment };
    const rewritten = evaluate(action.baseInput, { ...context, data });
    if (isJsonObject(rewritten)) return rewritten;
    throw new WorkflowError(`Wrong base input of action ${action.name}: ${pythonRepr(rewritten)}`);
  }, input);
}

function nothingBut(environment: JsonObject): WorkflowView {
  return {
    task: () => null,
    tasks: () => [],
    execution: () => null,
    executions: () => [],
    environment: () => environment,
    globals: () => ({}),
  };
}

import { isJsonObject, JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { AdHocAction, pythonRepr } from '../language/index.js';
import { ActionSignature } from './action-catalogue.js';
import { evaluateAlone, evaluateForTask } from './data-flow.js';
import { truthy } from './direct-workflow.js';
import { Interpretation } from './interpretation.js';
import { ActionExecution, TaskExecution } from './run-state.js';
import { validateInput, withDefaults } from './validate-input.js';
import { WorkflowError } from './workflow-error.js';

type ResolvedAction = Pick<ActionExecution, 'name' | 'base'>;

/**
 * Finds what an action's name means, the workbook's own actions first, and follows ad-hoc actions down to what runs.
 * Throws `WorkflowError` where there is no such action or it cannot run with this input.
 */
export function resolveAction(
  run: Interpretation,
  task: TaskExecution,
  name: string,
  input: JsonObject,
): ResolvedAction {
  const { workbook } = run.workflowOf(run.execution(task.executionId));
  const fullName = `${workbook}.${name}`;
  const { definition, actions } = run.deps;
  if (definition.findAction(fullName)) return resolveAdHoc(run, task, fullName, input);
  if (definition.findAction(name)) return resolveAdHoc(run, task, name, input);
  const action = actions.find(name);
  if (!action) throw new WorkflowError(`Failed to find action [action_name=${name}, namespace=]`);
  check(action, input);
  return { name, base: { name, input } };
}

function check(action: ActionSignature, input: JsonObject): void {
  validateInput(action.parameters, input, action.name, action.className);
  const refusal = action.refuse?.(input);
  if (refusal === undefined) return;
  throw new WorkflowError(
    `Failed to instantiate an action [action_desc=Python action [name=${action.name}, cls=${action.className}]]: ${refusal}`,
  );
}

function resolveAdHoc(
  run: Interpretation,
  task: TaskExecution,
  fullName: string,
  input: JsonObject,
): ResolvedAction {
  const chain = chainOf(run, fullName);
  validateInput(chain.actions[0]?.input ?? [], input, fullName, 'mistral.actions.adhoc.AdHocAction');
  const baseInput = chain.actions.reduce((given, action) => rewrittenInput(run, task, action, given), input);
  check(chain.base, baseInput);
  return { name: fullName, base: { name: chain.base.name, input: baseInput } };
}

interface Chain {
  /** From the outermost to the innermost. */
  readonly actions: readonly AdHocAction[];
  readonly base: ActionSignature;
}

function chainOf(run: Interpretation, fullName: string): Chain {
  const actions: AdHocAction[] = [];
  const visited = new Set<string>();
  for (let name = fullName; ;) {
    if (visited.has(name)) cannotInstantiate(fullName, `Found a cycle in an ad-hoc action chain: ${name}`);
    visited.add(name);
    const action = run.deps.definition.findAction(name);
    if (action) {
      actions.push(action);
      name = action.base;
      continue;
    }
    const base = run.deps.actions.find(name);
    if (!base) {
      cannotInstantiate(
        fullName,
        `Failed to find base action [action_name=${name} namespace=]. ` +
          "A base that is an action of the workbook is named in full: 'workbook.action'.",
      );
    }
    return { actions, base };
  }
}

function cannotInstantiate(fullName: string, problem: string): never {
  const name = fullName.slice(fullName.lastIndexOf('.') + 1);
  throw new WorkflowError(
    `Failed to instantiate an action [action_desc=AdHoc action [name=${fullName}, definition=${name}:]]: ${problem}`,
  );
}

function rewrittenInput(
  run: Interpretation,
  task: TaskExecution,
  action: AdHocAction,
  given: JsonObject,
): JsonObject {
  const input = withDefaults(action.input, given);
  const rewritten = evaluateForTask(run, task, action.baseInput, input);
  if (isJsonObject(rewritten)) return rewritten;
  throw new WorkflowError(`Wrong base input of action ${action.name}: ${pythonRepr(rewritten)}`);
}

/** The result as the ad-hoc action's `output` shows it. As in Mistral an empty result leaves the template as it is. */
export function transformedOutput(
  run: Interpretation,
  task: TaskExecution,
  action: ActionExecution,
  output: JsonValue,
): JsonValue {
  if (!run.deps.definition.findAction(action.name)) return output;
  return chainOf(run, action.name)
    .actions.toReversed()
    .reduce<JsonValue>((result, { output: template }) => {
      if (template === undefined) return result;
      return truthy(result) ? evaluateAlone(run, task, template, result) : template;
    }, output);
}

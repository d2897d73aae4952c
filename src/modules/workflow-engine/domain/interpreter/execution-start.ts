import { isJsonObject, JsonObject } from '../../../../shared/domain/json.js';
import { evaluate } from '../expressions/index.js';
import { pythonRepr } from '../language/index.js';
import { evaluateForExecution, publishGlobally } from './data-flow.js';
import { DefinedWorkflow } from './definition.js';
import { startCommands } from './direct-workflow.js';
import { Interpretation } from './interpretation.js';
import { reverseCommands } from './reverse-workflow.js';
import { LimitExceeded, RUN_LIMITS } from './run-limits.js';
import { Command, WorkflowExecution } from './run-state.js';
import { validateInput, withDefaults } from './validate-input.js';
import { WorkflowError } from './workflow-error.js';
import { RunView } from './workflow-view.js';

interface NewExecution {
  readonly id: string;
  readonly parentTaskId: string | null;
  readonly index: number;
  readonly input: JsonObject;
  readonly params: JsonObject;
}

const CLASS_NAMES = { direct: 'DirectWorkflowSpec', reverse: 'ReverseWorkflowSpec' };

/** Makes a workflow execution and sets its first tasks going. Throws `WorkflowError` where it cannot start. */
export function startWorkflow(
  run: Interpretation,
  { fullName, workflow }: DefinedWorkflow,
  request: NewExecution,
): WorkflowExecution {
  checkNesting(run, request);
  validateInput(workflow.input, request.input, workflow.name, CLASS_NAMES[workflow.type]);
  const execution: WorkflowExecution = {
    ...request,
    workflowName: fullName,
    input: withDefaults(workflow.input, request.input),
    context: { openstack: { project_id: run.state.projectId }, __execution: { id: request.id } },
    state: 'IDLE',
    stateInfo: null,
    output: {},
    accepted: false,
    taskIds: [],
    backlog: [],
    createdAt: run.now,
    updatedAt: run.now,
  };
  run.addPart();
  run.keep(execution.input, 'input');
  run.keep(execution.params, 'params');
  run.state.executions[execution.id] = execution;
  // One that cannot be started stays with its task.
  if (request.parentTaskId !== null) run.task(request.parentTaskId).attemptIds.push(request.id);
  if (request.parentTaskId === null) evaluateEnvironment(run, execution);
  const vars = evaluateForExecution(run, execution, workflow.vars) as JsonObject;
  run.keep(vars, 'context');
  publishGlobally(execution, vars);
  const commands = firstCommands(run, execution);
  execution.state = 'RUNNING';
  run.effects.push({ kind: 'changed', what: 'execution', name: fullName, state: 'RUNNING' });
  run.later({ job: 'dispatch', executionId: execution.id, commands });
  // A reverse workflow whose requirements go round in a circle has nothing to do.
  if (commands.length === 0) run.later({ job: 'check_completion', executionId: execution.id });
  return execution;
}

function checkNesting(run: Interpretation, { parentTaskId }: NewExecution): void {
  let nesting = 0;
  for (let above = parentTaskId; above !== null; nesting += 1) {
    above = run.execution(run.task(above).executionId).parentTaskId;
  }
  if (nesting > RUN_LIMITS.nesting) {
    throw new WorkflowError(`There are more than ${RUN_LIMITS.nesting} workflows within each other.`);
  }
  if (run.countSubWorkflow() > RUN_LIMITS.subWorkflows) {
    throw new LimitExceeded(
      `The execution has more than ${RUN_LIMITS.subWorkflows} sub-workflow executions.`,
    );
  }
}

function firstCommands(run: Interpretation, execution: WorkflowExecution): Command[] {
  const { workflow } = run.workflowOf(execution);
  return workflow.type === 'direct' ? startCommands(run, execution) : reverseCommands(run, execution);
}

/** Expressions in the environment are evaluated once, unless `evaluate_env` says no. */
function evaluateEnvironment(run: Interpretation, execution: WorkflowExecution): void {
  const { env = {}, evaluate_env: wanted = true } = execution.params;
  if (typeof env === 'string') throw new WorkflowError(`Environment is not found: ${env}`);
  if (!isJsonObject(env)) {
    throw new WorkflowError(`Unexpected value type for environment [env=${pythonRepr(env)}]`);
  }
  if (wanted === false) return;
  execution.params.env = evaluate(env, {
    data: { __env: env },
    workflow: new RunView(run, execution, null),
    now: run.deps.now,
    allowance: run.allowance,
  });
}

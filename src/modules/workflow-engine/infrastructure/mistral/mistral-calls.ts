import { Clock } from '../../../../shared/domain/clock.js';
import type { JsonObject } from '../../../../shared/domain/json.js';
import { baseInputOf, callOf, WorkflowError } from '../../domain/interpreter/index.js';
import { AdHocAction, DslError, parseAction } from '../../domain/language/index.js';
import { AwaitedCall, EngineScope } from '../../domain/workflow-engine.js';
import { actionInputSchema, actionSchema, environmentSchema, readAnswer } from './mistral-answers.js';
import { MistralApi } from './mistral-api.js';
import { executionNotFound, readReport, runningActionsOf } from './mistral-report.js';

const DEEPEST_CHAIN = 20;

/** What a run looks things up in. */
interface Run {
  readonly environment: JsonObject;
  /** Where its actions are looked for first. */
  readonly namespace: string;
}

/**
 * The asynchronous calls that an execution waits for. Mistral keeps what an action was given, but of an ad-hoc action not
 * what that made of it for its base: this is worked out here, from the definition that Mistral would take as well.
 */
export class MistralCalls {
  constructor(
    private readonly api: MistralApi,
    private readonly clock: Clock,
  ) {}

  async awaited(scope: EngineScope, executionId: string): Promise<AwaitedCall[]> {
    const run = await this.runOf(scope, executionId);
    const calls: AwaitedCall[] = [];
    for (const id of runningActionsOf(await readReport(this.api, scope, executionId))) {
      const call = await this.callOf(scope, id, run);
      if (call) calls.push(call);
    }
    return calls;
  }

  private async callOf(
    scope: EngineScope,
    id: string,
    { environment, namespace }: Run,
  ): Promise<AwaitedCall | undefined> {
    const path = `/action_executions/${encodeURIComponent(id)}`;
    const { data } = await this.api.send(scope, { method: 'GET', path });
    const { name, input, task_execution_id: taskId, created_at: since } = readAnswer(actionInputSchema, data);
    try {
      const chain = await this.chainOf(scope, name, namespace);
      const base = {
        name: chain.at(-1)?.base ?? name,
        input: baseInputOf(chain, input, environment, () => this.clock.now()),
      };
      return callOf(base, { actionExecutionId: id, taskId, since });
    } catch (error) {
      if (isNotUnderstood(error)) return undefined;
      throw error;
    }
  }

  /** The ad-hoc actions from this one down to the last; none where Mistral itself has the action. */
  private async chainOf(scope: EngineScope, name: string, namespace: string): Promise<AdHocAction[]> {
    const chain: AdHocAction[] = [];
    for (let next = name; !next.startsWith('std.') && chain.length < DEEPEST_CHAIN;) {
      const path = `/actions/${encodeURIComponent(next)}${namespace && `?namespace=${encodeURIComponent(namespace)}`}`;
      const { status, data } = await this.api.send(scope, { method: 'GET', path, acceptedStatuses: [404] });
      const found = status === 404 ? undefined : readAnswer(actionSchema, data);
      if (!found || found.is_system || found.definition === null) return chain;
      const action = parseAction(found.definition);
      chain.push(action);
      next = action.base;
    }
    return chain;
  }

  private async runOf(scope: EngineScope, executionId: string): Promise<Run> {
    const path = `/executions/${encodeURIComponent(executionId)}`;
    const { status, data } = await this.api.send(scope, { method: 'GET', path, acceptedStatuses: [404] });
    const found = status === 404 ? undefined : readAnswer(environmentSchema, data);
    if (found?.project_id !== scope.projectId) throw executionNotFound(executionId);
    return { environment: found.params, namespace: found.workflow_namespace ?? '' };
  }
}

/** An action that says more than is understood here may wait for anything. */
function isNotUnderstood(error: unknown): boolean {
  const isDsl = error instanceof DslError || error instanceof WorkflowError;
  return isDsl || (error as Error).name === 'ExpressionError';
}

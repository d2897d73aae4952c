import { DomainError } from '../../../../shared/domain/domain-error.js';
import type { JsonObject } from '../../../../shared/domain/json.js';
import {
  EngineExecution,
  EngineScope,
  FINAL_ENGINE_STATES,
  StartExecution,
} from '../../domain/workflow-engine.js';
import { faultOf, ownerOf, readAnswer, taskSchema, toExecution } from './mistral-answers.js';
import { MistralApi } from './mistral-api.js';
import { executionNotFound } from './mistral-report.js';
import { StalledJoins } from './stalled-joins.js';

/** How an execution tells us of its changes (Mistral's `params.notify`). */
export type Notification = (executionId: string) => JsonObject;

/** Starts and steers workflow executions. Every request may be repeated: Mistral keeps them idempotent by our id. */
export class MistralExecutions {
  constructor(
    private readonly api: MistralApi,
    private readonly notification: Notification,
    private readonly stalledJoins: StalledJoins,
  ) {}

  /** A second POST with the same id answers the first one's execution (201). */
  async start(scope: EngineScope, request: StartExecution, namespace = ''): Promise<EngineExecution> {
    const answer = await this.api.send(scope, {
      method: 'POST',
      path: '/executions',
      idempotent: true,
      acceptedStatuses: [400, 404],
      body: {
        id: request.executionId,
        workflow_name: request.workflowName,
        ...(namespace === '' ? {} : { workflow_namespace: namespace }),
        input: request.input,
        description: request.description,
        params: {
          env: request.environment,
          // What the environment holds is data: whoever wrote it must not be able to have it evaluated.
          evaluate_env: false,
          notify: [this.notification(request.executionId)],
        },
      },
    });
    if (answer.status === 404) {
      throw new DomainError('not_found', 'engine.workflow_not_found', faultOf(answer.data));
    }
    if (answer.status === 400) throw new DomainError('invalid', 'engine.input_invalid', faultOf(answer.data));
    return toExecution(answer.data);
  }

  async get(scope: EngineScope, executionId: string): Promise<EngineExecution> {
    const execution = await this.read(scope, executionId);
    if (!(await this.stalledJoins.holdUp(scope, execution))) return execution;
    return this.put(scope, executionId, { state: 'ERROR', state_info: StalledJoins.REASON });
  }

  pause(scope: EngineScope, executionId: string): Promise<EngineExecution> {
    return this.put(scope, executionId, { state: 'PAUSED' });
  }

  resume(scope: EngineScope, executionId: string): Promise<EngineExecution> {
    return this.put(scope, executionId, { state: 'RUNNING' });
  }

  cancel(scope: EngineScope, executionId: string, reason: string): Promise<EngineExecution> {
    return this.put(scope, executionId, { state: 'CANCELLED', state_info: reason });
  }

  /**
   * `reset: true`, because without it a with-items task whose last item had not failed hangs. The old action executions are
   * kept, the finished tasks are not repeated.
   */
  async rerun(scope: EngineScope, executionId: string, taskId: string): Promise<EngineExecution> {
    const found = await this.api.send(scope, {
      method: 'GET',
      path: `/tasks/${encodeURIComponent(taskId)}`,
      acceptedStatuses: [404],
    });
    if (found.status === 404) throw taskNotFound(taskId);
    const task = readAnswer(taskSchema, found.data);
    const execution = await this.read(scope, executionId);
    await this.checkOwner(scope, executionId, taskId, task.workflow_execution_id);
    if (task.state !== 'ERROR' || !['ERROR', 'RUNNING'].includes(execution.state)) {
      throw notFailed(`task ${task.name} is ${task.state}, the execution is ${execution.state}`);
    }
    const answer = await this.api.send(scope, {
      method: 'PUT',
      path: `/tasks/${encodeURIComponent(taskId)}`,
      body: { id: taskId, state: 'RUNNING', reset: true },
      acceptedStatuses: [400],
    });
    const after = await this.read(scope, executionId);
    if (answer.status === 400 && after.state === 'ERROR') throw notFailed(faultOf(answer.data));
    return after;
  }

  /** The task is of the execution itself, or of one of its sub-workflows. */
  private async checkOwner(scope: EngineScope, rootId: string, taskId: string, owner: string): Promise<void> {
    if (owner === rootId) return;
    if (ownerOf(await this.fetch(scope, owner)).rootId !== rootId) throw taskNotFound(taskId);
  }

  private async read(scope: EngineScope, executionId: string): Promise<EngineExecution> {
    return toExecution(await this.fetch(scope, executionId));
  }

  /** An admin's token shows the executions of every project; here each is shown to its own project only. */
  private async fetch(scope: EngineScope, executionId: string): Promise<unknown> {
    const path = pathOf(executionId);
    const { status, data } = await this.api.send(scope, { method: 'GET', path, acceptedStatuses: [404] });
    if (status === 404 || ownerOf(data).projectId !== scope.projectId) throw executionNotFound(executionId);
    return data;
  }

  /** Mistral leaves a final state alone, and says so with 400 where it is asked to pause. */
  private async put(scope: EngineScope, executionId: string, body: JsonObject): Promise<EngineExecution> {
    const answer = await this.api.send(scope, {
      method: 'PUT',
      path: pathOf(executionId),
      body,
      acceptedStatuses: [400, 404],
    });
    if (answer.status === 404) throw executionNotFound(executionId);
    if (answer.status !== 400) return toExecution(answer.data);
    const execution = await this.read(scope, executionId);
    if (FINAL_ENGINE_STATES.has(execution.state)) return execution;
    throw new DomainError('conflict', 'engine.state_refused', faultOf(answer.data));
  }
}

function pathOf(executionId: string): string {
  return `/executions/${encodeURIComponent(executionId)}`;
}

function taskNotFound(taskId: string): DomainError {
  return new DomainError('not_found', 'engine.task_not_found', `There is no task ${taskId}.`);
}

function notFailed(why: string): DomainError {
  const detail = `Only a failed task of a failed execution can be run again: ${why}.`;
  return new DomainError('conflict', 'engine.task_not_failed', detail);
}

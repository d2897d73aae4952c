import { Clock } from '../../../../shared/domain/clock.js';
import { ServiceEndpoints } from '../../../../shared/domain/service-endpoints.js';
import type { OpenStackClient } from '../../../../shared/openstack/openstack-client.js';
import { EngineEvents } from '../../domain/engine-events.js';
import {
  ActionResult,
  AwaitedCall,
  EngineDescription,
  EngineEvent,
  EngineExecution,
  EngineScope,
  EngineTask,
  EngineWorkbook,
  StartExecution,
  WorkbookVerdict,
  WorkflowEngine,
} from '../../domain/workflow-engine.js';
import { MistralActions } from './mistral-actions.js';
import { readAnswer, versionsSchema } from './mistral-answers.js';
import { MistralApi } from './mistral-api.js';
import { MistralCalls } from './mistral-calls.js';
import { MistralExecutions } from './mistral-executions.js';
import { notificationTo } from './mistral-notification.js';
import { MistralRunDefinitions } from './mistral-run-definitions.js';
import { MistralTasks } from './mistral-tasks.js';
import { MistralWorkbooks } from './mistral-workbooks.js';
import { StalledJoins } from './stalled-joins.js';

export interface MistralOptions {
  readonly client: OpenStackClient;
  readonly endpoints: ServiceEndpoints;
  readonly events: EngineEvents;
  /** Where Mistral reaches this service; no trailing slash. */
  readonly publicUrl: string;
  readonly clock: Clock;
  /** After so long without any progress a join counts as lost. */
  readonly stalledAfterMs?: number;
}

/** OpenStack Mistral, over its API version 2. What is said of its behaviour here was seen on Mistral 15.0.0. */
export class MistralWorkflowEngine extends WorkflowEngine {
  private readonly api: MistralApi;
  private readonly workbooks: MistralWorkbooks;
  private readonly definitions: MistralRunDefinitions;
  private readonly executions: MistralExecutions;
  private readonly tasks: MistralTasks;
  private readonly actions: MistralActions;
  private readonly calls: MistralCalls;
  private readonly events: EngineEvents;

  constructor({ client, endpoints, events, publicUrl, clock, stalledAfterMs }: MistralOptions) {
    super();
    this.events = events;
    this.api = new MistralApi(client, endpoints);
    this.workbooks = new MistralWorkbooks(this.api);
    this.definitions = new MistralRunDefinitions(this.api, this.workbooks);
    const stalledJoins = new StalledJoins(this.api, clock, stalledAfterMs);
    this.executions = new MistralExecutions(this.api, notificationTo(publicUrl, events), stalledJoins);
    this.tasks = new MistralTasks(this.api);
    this.actions = new MistralActions(this.api);
    this.calls = new MistralCalls(this.api, clock);
  }

  /** Mistral's API tells the version of the API only, not of the service. */
  override async describe(): Promise<EngineDescription> {
    const { versions } = readAnswer(versionsSchema, await this.api.root());
    const current = versions.find(({ status }) => status === 'CURRENT') ?? versions[0];
    return { provider: 'mistral', version: current?.id ?? 'unknown' };
  }

  override async ping(): Promise<void> {
    await this.describe();
  }

  override validateWorkbook(scope: EngineScope, definition: string): Promise<WorkbookVerdict> {
    return this.workbooks.validate(scope, definition);
  }

  override listWorkbooks(scope: EngineScope): Promise<EngineWorkbook[]> {
    return this.workbooks.list(scope);
  }

  override findWorkbook(scope: EngineScope, name: string): Promise<EngineWorkbook | undefined> {
    return this.workbooks.find(scope, name);
  }

  override saveWorkbook(scope: EngineScope, definition: string): Promise<EngineWorkbook> {
    return this.workbooks.save(scope, definition);
  }

  override deleteWorkbook(scope: EngineScope, name: string): Promise<void> {
    return this.workbooks.delete(scope, name);
  }

  override async startExecution(scope: EngineScope, request: StartExecution): Promise<EngineExecution> {
    const { executionId, definition } = request;
    if (definition === undefined) return this.executions.start(scope, request);
    const namespace = await this.definitions.put(scope, executionId, definition);
    return this.executions.start(scope, request, namespace);
  }

  override getExecution(scope: EngineScope, executionId: string): Promise<EngineExecution> {
    return this.executions.get(scope, executionId);
  }

  override listTasks(scope: EngineScope, executionId: string): Promise<EngineTask[]> {
    return this.tasks.list(scope, executionId);
  }

  override awaitedCalls(scope: EngineScope, executionId: string): Promise<AwaitedCall[]> {
    return this.calls.awaited(scope, executionId);
  }

  override pauseExecution(scope: EngineScope, executionId: string): Promise<EngineExecution> {
    return this.executions.pause(scope, executionId);
  }

  override resumeExecution(scope: EngineScope, executionId: string): Promise<EngineExecution> {
    return this.executions.resume(scope, executionId);
  }

  override cancelExecution(
    scope: EngineScope,
    executionId: string,
    reason: string,
  ): Promise<EngineExecution> {
    return this.executions.cancel(scope, executionId, reason);
  }

  override releaseDefinition(scope: EngineScope, executionId: string): Promise<void> {
    return this.definitions.remove(scope, executionId);
  }

  /** Mistral's own expiration policy takes them away; a token to delete them by may be long gone. */
  override async forgetExecutions(): Promise<void> {}

  override rerunTask(scope: EngineScope, executionId: string, taskId: string): Promise<EngineExecution> {
    return this.executions.rerun(scope, executionId, taskId);
  }

  override completeAction(
    scope: EngineScope,
    actionExecutionId: string,
    result: ActionResult,
  ): Promise<void> {
    return this.actions.complete(scope, actionExecutionId, result);
  }

  override onEvent(listener: (event: EngineEvent) => void): () => void {
    return this.events.onEvent(listener);
  }
}

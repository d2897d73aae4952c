import { Clock } from '../../../../shared/domain/clock.js';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { DatabaseSession } from '../../../../database/database-session.js';
import {
  awaitedCalls,
  describeExecution,
  describeTasks,
  RunEvent,
  RunState,
} from '../../domain/interpreter/index.js';
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
import { ActionRegistry } from '../actions/action-registry.js';
import { answering } from './answering.js';
import { EngineOptions } from './engine-options.js';
import { EngineRuntime } from './engine-runtime.js';
import { Run } from './run.js';
import { RunStarter } from './run-starter.js';
import { readWorkbook } from './read-workbook.js';
import { WorkbookLibrary } from './workbook-library.js';

/**
 * Interprets workbooks in this process and keeps everything in the service's database, so that a run goes on where it
 * was after the process is gone, in this one or in another.
 */
export class EmbeddedWorkflowEngine extends WorkflowEngine {
  private readonly library: WorkbookLibrary;
  private readonly runtime: EngineRuntime;
  private readonly starter: RunStarter;

  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
    registry: ActionRegistry,
    options: EngineOptions,
    private readonly provider: string = 'embedded',
  ) {
    super();
    this.library = new WorkbookLibrary(session, clock);
    this.runtime = new EngineRuntime(session, clock, registry, options);
    this.starter = new RunStarter(session, clock, this.library, this.runtime);
  }

  onApplicationBootstrap(): void {
    this.runtime.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.runtime.stop();
  }

  override async describe(): Promise<EngineDescription> {
    return { provider: this.provider, version: '1' };
  }

  override async ping(): Promise<void> {
    await answering(() => this.session.manager.query('SELECT 1'));
  }

  override async validateWorkbook(_scope: EngineScope, definition: string): Promise<WorkbookVerdict> {
    try {
      readWorkbook(definition);
      return { valid: true, error: null };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { valid: false, error: error.message };
    }
  }

  override listWorkbooks({ projectId }: EngineScope): Promise<EngineWorkbook[]> {
    return answering(() => this.library.list(projectId));
  }

  override findWorkbook({ projectId }: EngineScope, name: string): Promise<EngineWorkbook | undefined> {
    return answering(() => this.library.find(projectId, name));
  }

  override saveWorkbook({ projectId }: EngineScope, definition: string): Promise<EngineWorkbook> {
    return answering(() => this.library.save(projectId, definition));
  }

  override deleteWorkbook({ projectId }: EngineScope, name: string): Promise<void> {
    return answering(() => this.library.delete(projectId, name));
  }

  override startExecution(scope: EngineScope, request: StartExecution): Promise<EngineExecution> {
    return answering(async () => {
      try {
        return await this.starter.start(scope.projectId, request);
      } catch (error) {
        // Whatever is wrong now: what has been started is there.
        const existing = await this.runtime.store.find(request.executionId);
        if (existing) return describeExecution(this.stateOf(scope, request.executionId, existing));
        throw error;
      }
    });
  }

  override getExecution(scope: EngineScope, executionId: string): Promise<EngineExecution> {
    return answering(async () => describeExecution((await this.load(scope, executionId)).state));
  }

  override listTasks(scope: EngineScope, executionId: string): Promise<EngineTask[]> {
    return answering(async () => {
      const { run, state } = await this.load(scope, executionId);
      const definition = await this.runtime.definitions.of(run.definitionDigest);
      return describeTasks(state, this.runtime.stepper.dependencies(definition));
    });
  }

  override awaitedCalls(scope: EngineScope, executionId: string): Promise<AwaitedCall[]> {
    return answering(async () => awaitedCalls((await this.load(scope, executionId)).state));
  }

  override pauseExecution(scope: EngineScope, executionId: string): Promise<EngineExecution> {
    return this.control(scope, executionId, { kind: 'pause' });
  }

  override resumeExecution(scope: EngineScope, executionId: string): Promise<EngineExecution> {
    return this.control(scope, executionId, { kind: 'resume' });
  }

  override cancelExecution(
    scope: EngineScope,
    executionId: string,
    reason: string,
  ): Promise<EngineExecution> {
    return this.control(scope, executionId, { kind: 'stop', state: 'CANCELLED', stateInfo: reason });
  }

  /** A run keeps what it is pinned to by itself, and nobody else sees that. */
  override async releaseDefinition(): Promise<void> {}

  override forgetExecutions(executionIds: readonly string[]): Promise<void> {
    return answering(async () => {
      for (const id of executionIds) await this.runtime.store.forget(id);
    });
  }

  override rerunTask(scope: EngineScope, executionId: string, taskId: string): Promise<EngineExecution> {
    return answering(async () => {
      const { state } = await this.load(scope, executionId);
      const task = state.tasks[taskId];
      if (!task) throw new DomainError('not_found', 'engine.task_not_found', `There is no task ${taskId}.`);
      const execution = describeExecution(state);
      if (task.state !== 'ERROR' || !['ERROR', 'RUNNING'].includes(execution.state)) {
        throw new DomainError(
          'conflict',
          'engine.task_not_failed',
          `Only a failed task of a failed execution can be run again: task ${task.name} is ${task.state}, ` +
            `the execution is ${execution.state}.`,
        );
      }
      return this.control(scope, executionId, { kind: 'rerun', taskId, reset: true });
    });
  }

  /** The event is kept before anything else; it has happened when this returns, unless a caller's transaction is open. */
  private control(scope: EngineScope, executionId: string, event: RunEvent): Promise<EngineExecution> {
    return answering(async () => {
      const { state } = await this.load(scope, executionId);
      if (isFinal(state) && event.kind !== 'rerun') return describeExecution(state);
      await this.happen(executionId, event);
      return describeExecution((await this.load(scope, executionId)).state);
    });
  }

  override completeAction(
    { projectId }: EngineScope,
    actionExecutionId: string,
    { state, output }: ActionResult,
  ): Promise<void> {
    return answering(async () => {
      const runId = await this.runtime.store.runOfAction(projectId, actionExecutionId);
      if (runId === undefined) {
        const detail = `There is no action execution ${actionExecutionId}.`;
        throw new DomainError('not_found', 'engine.action_not_found', detail);
      }
      const event: RunEvent = { kind: 'action_result', actionId: actionExecutionId, state, output };
      if (!(await this.toldAtOnce(runId, event))) await this.happen(runId, event);
    });
  }

  /** The shortest way: the step that takes the event in is kept instead of the event. */
  private async toldAtOnce(runId: string, event: RunEvent): Promise<boolean> {
    if (this.session.isOpen) return false;
    return this.runtime.stepper.tell(runId, event).then(
      () => true,
      () => false,
    );
  }

  override onEvent(listener: (event: EngineEvent) => void): () => void {
    return this.runtime.onEvent(listener);
  }

  private async happen(executionId: string, event: RunEvent): Promise<void> {
    await this.runtime.store.putEvent(executionId, event, this.clock.now());
    let taken: Promise<void> | undefined;
    this.session.afterCommit(() => {
      taken = this.runtime.stepper.read(executionId);
    });
    await taken;
  }

  private async load(
    scope: EngineScope,
    executionId: string,
  ): Promise<{ readonly run: Run; readonly state: RunState }> {
    const run = await this.runtime.store.find(executionId);
    return { run: run as Run, state: this.stateOf(scope, executionId, run) };
  }

  private stateOf({ projectId }: EngineScope, executionId: string, run: Run | undefined): RunState {
    if (run?.projectId === projectId) return run.state;
    const detail = `There is no execution ${executionId}.`;
    throw new DomainError('not_found', 'engine.execution_not_found', detail);
  }
}

function isFinal(state: RunState): boolean {
  return ['SUCCESS', 'ERROR', 'CANCELLED'].includes(describeExecution(state).state);
}

import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { readKept, writeKept } from '../../src/modules/workflow-engine/domain/exact-json/index.js';
import {
  ActionExecution,
  advance,
  Definition,
  Effect,
  InterpreterDependencies,
  isCompleted,
  RunEvent,
  RunState,
  startRun,
  TaskExecution,
  WorkflowExecution,
} from '../../src/modules/workflow-engine/domain/interpreter/index.js';
import { Workbook } from '../../src/modules/workflow-engine/domain/language/index.js';
import {
  ActionContext,
  raised,
} from '../../src/modules/workflow-engine/infrastructure/actions/action-plugin.js';
import {
  ActionRegistry,
  standardActions,
} from '../../src/modules/workflow-engine/infrastructure/actions/action-registry.js';
import { JsonObject } from '../../src/shared/domain/json.js';
import { TestClock } from '../support/test-clock.js';

/** A run in memory, by a clock that is advanced only when nothing else can happen. */
export class InMemoryRun {
  readonly clock = new TestClock();
  private readonly registry = new ActionRegistry(standardActions(this.clock));
  private readonly deps: InterpreterDependencies;
  private readonly underway = new Map<
    string,
    { readonly abort: AbortController; readonly remote: boolean }
  >();
  state!: RunState;

  constructor(workbook: Workbook) {
    this.deps = {
      definition: new Definition([workbook]),
      actions: this.registry,
      now: () => this.clock.now(),
      newId: randomUUID,
    };
  }

  /** Throws what `startRun` throws. */
  start(workflowName: string, input: JsonObject, params: JsonObject): void {
    const request = { id: randomUUID(), projectId: 'demo', workflowName, input, params };
    const { state, effects } = startRun(request, this.deps);
    this.state = state;
    this.follow(effects);
  }

  /** Why the event was refused, or undefined. */
  happen(event: RunEvent): string | undefined {
    // A round trip through JSON is what the durable engine does between two steps.
    const before = readKept(writeKept(this.state)) as RunState;
    const { state, effects, refusals } = advance(before, [event], this.deps);
    this.state = state;
    this.follow(effects);
    return refusals.get(0);
  }

  get root(): WorkflowExecution {
    return this.state.executions[this.state.rootId] as WorkflowExecution;
  }

  tasksOf(execution: WorkflowExecution): TaskExecution[] {
    return execution.taskIds.map((id) => this.state.tasks[id] as TaskExecution);
  }

  actionsOf(task: TaskExecution): ActionExecution[] {
    return task.type === 'ACTION'
      ? task.attemptIds.map((id) => this.state.actions[id] as ActionExecution)
      : [];
  }

  subExecutionsOf(task: TaskExecution): WorkflowExecution[] {
    return task.type === 'WORKFLOW'
      ? task.attemptIds.map((id) => this.state.executions[id] as WorkflowExecution)
      : [];
  }

  /** Tasks of the root first, then those of its sub-workflows. */
  allTasks(execution = this.root): TaskExecution[] {
    const own = this.tasksOf(execution);
    const below = own.flatMap((task) => this.subExecutionsOf(task)).flatMap((sub) => this.allTasks(sub));
    return [...own, ...below];
  }

  /** Lets everything happen that does not need time to pass. */
  async settle(): Promise<void> {
    do {
      await turn();
    } while ([...this.underway.values()].some(({ remote }) => remote));
    await turn();
  }

  /** When something happens by itself: a timer of the run, or an action that sleeps. */
  nextInstant(): number | undefined {
    const timers = Object.values(this.state.timers).map(({ at }) => at);
    const sleeper = this.clock.nextTimer()?.getTime();
    const all = sleeper === undefined ? timers : [...timers, sleeper];
    return all.length > 0 ? Math.min(...all) : undefined;
  }

  async advanceTo(instant: number): Promise<void> {
    this.clock.advance(Math.max(0, instant - this.clock.now().getTime()));
    await this.settle();
    if (Object.values(this.state.timers).some(({ at }) => at <= this.clock.now().getTime())) {
      this.happen({ kind: 'tick' });
      await this.settle();
    }
  }

  close(): void {
    for (const { abort } of this.underway.values()) abort.abort();
  }

  private follow(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'run_action') this.runAction(effect.actionId);
      if (effect.kind === 'cancel_action') this.underway.get(effect.actionId)?.abort.abort();
    }
  }

  private runAction(id: string): void {
    const action = this.state.actions[id] as ActionExecution;
    const plugin = this.registry.find(action.base.name);
    if (!plugin) throw new Error(`There is no action ${action.base.name}.`);
    const abort = new AbortController();
    this.underway.set(id, { abort, remote: plugin.name.endsWith('http') });
    const context = this.contextOf(action, abort.signal);
    void plugin
      .run(action.base.input, context)
      .catch((error: unknown) => raised(plugin.name, context, error))
      .then((outcome) => {
        this.underway.delete(id);
        if (!outcome || abort.signal.aborted || isCompleted(action.state)) return;
        this.happen({ kind: 'action_result', actionId: id, ...outcome });
      });
  }

  private contextOf(action: ActionExecution, signal: AbortSignal): ActionContext {
    const task = this.state.tasks[action.taskId] as TaskExecution;
    const execution = this.state.executions[task.executionId] as WorkflowExecution;
    return {
      actionExecutionId: action.id,
      taskId: task.id,
      workflowExecutionId: execution.id,
      projectId: this.state.projectId,
      workflowName: execution.workflowName,
      taskName: task.name,
      actionName: action.name,
      actionInput: action.input,
      variables: execution.context,
      environment: {},
      signal,
    };
  }
}

import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import {
  ActionExecution,
  ActionOutcome,
  advance,
  Definition,
  Effect,
  InterpreterDependencies,
  RunEvent,
  RunLimits,
  RunState,
  startRun,
  TaskExecution,
  WorkflowExecution,
} from '../../domain/interpreter/index.js';
import { ActionContext, raised } from '../actions/action-plugin.js';
import { ActionRegistry } from '../actions/action-registry.js';
import { JsonObject } from '../../../../shared/domain/json.js';
import { SimulatedClock } from '../../../../shared/domain/simulated-clock.js';

/** What a run in memory may cost. */
export interface InMemoryRunBounds {
  /** Absent: the defaults. */
  readonly limits?: RunLimits;
  /** Milliseconds that a step may take; `OutOfPatience` is thrown where one takes longer. */
  readonly patience?: number;
}

/** What a run in memory is made of. */
export interface InMemoryRunParts extends InMemoryRunBounds {
  readonly definition: Definition;
  readonly registry: ActionRegistry;
  readonly clock: SimulatedClock;
  readonly projectId: string;
  /** What is done with the state between two steps. */
  readonly between?: (state: RunState) => RunState;
  /** Whether time passes here too while another process answers: its deadlines hold then. */
  readonly sharesTime?: boolean;
}

/** A run in memory, by a clock that is advanced only when nothing else can happen. */
export class InMemoryRun {
  readonly clock: SimulatedClock;
  readonly deps: InterpreterDependencies;
  private readonly underway = new Map<string, AbortController>();
  private failure: Error | undefined;
  state!: RunState;

  constructor(private readonly parts: InMemoryRunParts) {
    this.clock = parts.clock;
    this.deps = {
      definition: parts.definition,
      actions: parts.registry,
      now: () => this.clock.now(),
      newId: randomUUID,
      limits: parts.limits,
      patience: parts.patience,
    };
  }

  /** Throws what `startRun` throws. */
  start(workflowName: string, input: JsonObject, params: JsonObject): void {
    const request = { id: randomUUID(), projectId: this.parts.projectId, workflowName, input, params };
    const { state, effects } = startRun(request, this.deps);
    this.state = state;
    this.follow(effects);
  }

  /** Why the event was refused, or undefined. */
  happen(event: RunEvent): string | undefined {
    const before = this.parts.between?.(this.state) ?? this.state;
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

  /** Lets everything happen that does not need time to pass, as long as `goOn` says so. Throws what a step throws. */
  async settle(goOn: () => boolean = () => true): Promise<void> {
    let seen = performance.now();
    do {
      await turn();
      const passed = Math.floor(performance.now() - seen);
      seen += passed;
      if (this.parts.sharesTime && passed > 0) this.passTime(passed);
      if (this.failure) throw this.failure;
    } while (this.underway.size > this.clock.pending && goOn());
    await turn();
  }

  private passTime(milliseconds: number): void {
    this.clock.advance(milliseconds);
    const now = this.clock.now().getTime();
    if (Object.values(this.state.timers).some(({ at }) => at <= now)) this.happen({ kind: 'tick' });
  }

  /** When something happens by itself: a timer of the run, or an action that sleeps. */
  nextInstant(): number | undefined {
    const timers = Object.values(this.state.timers).map(({ at }) => at);
    const sleeper = this.clock.nextTimer()?.getTime();
    const all = sleeper === undefined ? timers : [...timers, sleeper];
    return all.length > 0 ? Math.min(...all) : undefined;
  }

  async advanceTo(instant: number, goOn: () => boolean = () => true): Promise<void> {
    this.clock.advance(Math.max(0, instant - this.clock.now().getTime()));
    await this.settle(goOn);
    if (Object.values(this.state.timers).some(({ at }) => at <= this.clock.now().getTime())) {
      this.happen({ kind: 'tick' });
      await this.settle(goOn);
    }
  }

  close(): void {
    for (const abort of this.underway.values()) abort.abort();
  }

  private follow(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'run_action') this.runAction(effect.actionId);
      if (effect.kind === 'cancel_action') this.underway.get(effect.actionId)?.abort();
    }
  }

  private runAction(id: string): void {
    const action = this.state.actions[id] as ActionExecution;
    const plugin = this.parts.registry.find(action.base.name);
    if (!plugin) throw new Error(`There is no action ${action.base.name}.`);
    const abort = new AbortController();
    this.underway.set(id, abort);
    const context = this.contextOf(action, abort.signal);
    void plugin
      .run(action.base.input, context)
      .catch((error: unknown) => raised(plugin.name, context, error))
      .then((outcome) => this.end(id, outcome, abort.signal))
      .catch((error: Error) => (this.failure = error));
  }

  /** In a turn of its own: a run that goes round and round leaves others theirs. */
  private async end(id: string, outcome: ActionOutcome | undefined, { aborted }: AbortSignal): Promise<void> {
    await turn();
    this.underway.delete(id);
    if (!outcome || aborted) return;
    this.happen({ kind: 'action_result', actionId: id, ...outcome });
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
      environment: (this.root.params.env ?? {}) as JsonObject,
      signal,
    };
  }
}

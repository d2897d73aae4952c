import { Logger } from '@nestjs/common';
import { CancelTimer, Clock } from '../../../../shared/domain/clock.js';
import { newId } from '../../../../shared/domain/ids.js';
import { DatabaseSession } from '../../../../database/database-session.js';
import { isCompleted, RunState } from '../../domain/interpreter/index.js';
import { EngineEvent } from '../../domain/workflow-engine.js';
import { ActionRegistry } from '../actions/action-registry.js';
import { EngineActionRecord } from './action.record.js';
import { ActionRunner } from './action-runner.js';
import { EngineThreads } from '../threads/engine-threads.js';
import { Definitions } from './definitions.js';
import { EngineOptions } from './engine-options.js';
import { RunStepper, StepTaken } from './run-stepper.js';
import { RunStore } from './run-store.js';
import { StepMaker } from './step-maker.js';

/**
 * What keeps runs going in this process. Events wake their run at once; the sweep only finds what other processes or
 * crashes have left: events and timers nobody attends to, and actions whose process has fallen silent.
 */
export class EngineRuntime {
  readonly store: RunStore;
  readonly definitions: Definitions;
  readonly stepper: RunStepper;
  readonly maker: StepMaker;
  private readonly runner: ActionRunner;
  private readonly log = new Logger('WorkflowEngine');
  private readonly owner = newId();
  private readonly listeners = new Set<(event: EngineEvent) => void>();
  private cancelSweep: CancelTimer | undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    session: DatabaseSession,
    private readonly clock: Clock,
    registry: ActionRegistry,
    private readonly options: EngineOptions,
  ) {
    this.store = new RunStore(session);
    this.definitions = new Definitions(this.store);
    this.runner = new ActionRunner(this.store, registry, (id, result) => this.stepper.end(id, result));
    const { store, definitions } = this;
    this.maker = new StepMaker({ store, definitions, registry, threads: new EngineThreads() });
    this.stepper = new RunStepper(
      { session, store, definitions, catalogue: registry, clock, maker: this.maker, limits: options.limits },
      { owner: this.owner, leaseMs: options.leaseMs },
      (taken) => this.follow(taken),
    );
  }

  /** Takes up what is there, and goes on looking. */
  start(): void {
    this.stopped = false;
    this.sweepNow(0);
  }

  /** Finishes the steps under way and leaves the rest to others, or to the next start. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.cancelSweep?.();
    await this.sweeping;
    await this.stepper.stop();
    await this.runner.stop();
    await this.store.renewLeases(this.owner, 0);
  }

  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Hands on what a step has led to. */
  follow({ run, effects }: StepTaken): void {
    const executionId = run.id;
    this.stepper.watchTimers(run);
    for (const effect of effects) {
      if (effect.kind === 'run_action') this.runner.start(run.state, effect.actionId);
      if (effect.kind === 'cancel_action') this.runner.cancel(effect.actionId);
      if (effect.kind === 'changed') {
        this.hint({ executionId, kind: effect.what, name: effect.name, state: effect.state });
      }
    }
  }

  private hint(event: EngineEvent): void {
    for (const listener of this.listeners) {
      try {
        listener(event);
      } catch (error) {
        this.log.error(`A listener failed: ${(error as Error).message}`, (error as Error).stack);
      }
    }
  }

  private sweepNow(patience: number): void {
    this.sweeping = this.sweep(patience)
      .catch((error: unknown) => this.log.error(`The sweep failed: ${(error as Error).message}`))
      .then(() => {
        if (this.stopped) return;
        const next = this.clock.after(this.options.sweepIntervalMs);
        this.cancelSweep = this.clock.schedule(next, () => this.sweepNow(this.options.sweepIntervalMs));
      });
  }

  private async sweep(patience: number): Promise<void> {
    const now = this.clock.now();
    const { leaseMs } = this.options;
    if (this.runner.busy) await this.store.renewLeases(this.owner, now.getTime() + leaseMs);
    for (const executionId of await this.store.neglected(now, patience)) void this.stepper.read(executionId);
    const claimed = await this.store.claimAbandoned(this.owner, now, leaseMs);
    for (const record of claimed) await this.takeOver(record);
  }

  private async takeOver({ id, executionId }: EngineActionRecord): Promise<void> {
    const state = (await this.store.find(executionId))?.state;
    if (state && isWanted(state, id)) this.runner.start(state, id);
    else await this.store.markDone([id]);
  }
}

function isWanted(state: RunState, actionId: string): boolean {
  const action = state.actions[actionId];
  const task = action && state.tasks[action.taskId];
  const execution = task && state.executions[task.executionId];
  if (!execution || isCompleted(execution.state)) return false;
  return !action.superseded && !isCompleted(action.state) && !isCompleted(task.state);
}

import { Logger } from '@nestjs/common';
import { CancelTimer, Clock } from '../../../../shared/domain/clock.js';
import { newId } from '../../../../shared/domain/ids.js';
import { DatabaseSession } from '../../../../database/database-session.js';
import {
  abandon,
  ActionCatalogue,
  Effect,
  InterpreterDependencies,
  isCompleted,
  RunEvent,
  RunLimits,
} from '../../domain/interpreter/index.js';
import { EngineActionRecord } from './action.record.js';
import { Definitions } from './definitions.js';
import { KeptRuns } from './kept-runs.js';
import { Run } from './run.js';
import { MOST_EVENTS, RunStore, StoredEvent } from './run-store.js';
import { Batch, RunTurn } from './run-turn.js';
import { madeHere, MadeStep, StepMaker } from './step-maker.js';
import { StepPace } from './step-pace.js';

/** What a step was made of and what it has led to, once it is kept. */
export interface StepTaken {
  readonly run: Run;
  readonly effects: readonly Effect[];
}

export interface StepperTools {
  readonly session: DatabaseSession;
  readonly store: RunStore;
  readonly definitions: Definitions;
  readonly catalogue: ActionCatalogue;
  readonly clock: Clock;
  readonly maker: StepMaker;
  readonly limits?: RunLimits;
}

const MOST_ATTEMPTS = 20;
const RETRY_MS = 1000;

/**
 * Takes runs forward, one step at a time for each run: what is to happen is read, the interpreter makes the new state,
 * and one transaction writes it if nobody has made a step since. What follows from it is handed on only then, so a
 * step that another process has made first leaves no trace of ours.
 */
export class RunStepper {
  private readonly log = new Logger('WorkflowEngine');
  private readonly turns = new Map<string, RunTurn>();
  private readonly timers = new Map<string, CancelTimer>();
  private readonly kept = new KeptRuns();
  private readonly stopping = new AbortController();

  constructor(
    private readonly tools: StepperTools,
    private readonly process: { readonly owner: string; readonly leaseMs: number },
    private readonly onStep: (taken: StepTaken) => void,
  ) {}

  /** The run stands in the database as it is given. */
  keep(run: Run): void {
    if (!isCompleted(run.root)) this.kept.put(run);
  }

  /** An event for the run is in the database; resolves when all that was to happen has been taken in. */
  read(executionId: string): Promise<void> {
    return this.take(executionId, (turn) => turn.wakeToRead());
  }

  /** An action of this process has ended. */
  end(executionId: string, result: RunEvent): void {
    void this.take(executionId, (turn) => turn.bring(result));
  }

  /** Takes the event in; resolves when that is kept. Where it rejects, the event is as if it had never happened. */
  async tell(executionId: string, event: RunEvent): Promise<void> {
    if (this.stopping.signal.aborted) throw new Error('The engine is stopping.');
    let told: Promise<void> | undefined;
    void this.take(executionId, (turn) => (told = turn.bringAndWait(event)));
    await told;
  }

  private take(executionId: string, ask: (turn: RunTurn) => unknown): Promise<void> {
    if (this.stopping.signal.aborted) return Promise.resolve();
    const turn = this.turns.get(executionId);
    if (turn) {
      ask(turn);
      return turn.done;
    }
    const fresh = new RunTurn();
    ask(fresh);
    this.turns.set(executionId, fresh);
    fresh.done = this.takeTurn(executionId, fresh);
    return fresh.done;
  }

  /** Wakes the run when its next timer falls due. */
  watchTimers({ id: executionId, nextTimer: at }: Run): void {
    this.timers.get(executionId)?.();
    this.timers.delete(executionId);
    if (at === null || this.stopping.signal.aborted) return;
    const wake = (): void => void this.take(executionId, (turn) => turn.wake());
    if (at <= this.tools.clock.now().getTime()) {
      wake();
      return;
    }
    const cancel = this.tools.clock.schedule(new Date(at), () => {
      this.timers.delete(executionId);
      wake();
    });
    this.timers.set(executionId, cancel);
  }

  dependencies(definition: InterpreterDependencies['definition']): InterpreterDependencies {
    const { catalogue: actions, clock, limits } = this.tools;
    return { definition, actions, now: () => clock.now(), newId, limits };
  }

  /** The records of actions that this process is going to run. */
  actionRecords(executionId: string, effects: readonly Effect[]): EngineActionRecord[] {
    const leaseUntil = this.tools.clock.now().getTime() + this.process.leaseMs;
    return effects.flatMap((effect) =>
      effect.kind === 'run_action' && !effect.again
        ? [
            {
              id: effect.actionId,
              executionId,
              status: 'pending' as const,
              owner: this.process.owner,
              leaseUntil,
            },
          ]
        : [],
    );
  }

  /** Ends the steps that are under way and makes no others. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const cancel of this.timers.values()) cancel();
    this.timers.clear();
    await this.tools.maker.stop();
    await Promise.all([...this.turns.values()].map(({ done }) => done));
  }

  private async takeTurn(executionId: string, turn: RunTurn): Promise<void> {
    // What is asked for in the same breath is taken in together.
    await Promise.resolve();
    try {
      while (turn.begin() && !this.stopping.signal.aborted) {
        await this.stepOnce(executionId, turn);
        await turn.pace.rest(this.stopping.signal);
      }
      turn.fail(new Error('The engine is stopping.'));
    } catch (error) {
      if (this.stopping.signal.aborted) {
        turn.fail(error as Error);
        return;
      }
      this.log.error(
        `Run ${executionId} cannot go on now: ${(error as Error).message}`,
        (error as Error).stack,
      );
      this.retryLater(executionId, turn.fail(error as Error));
    } finally {
      this.turns.delete(executionId);
    }
  }

  private retryLater(executionId: string, results: readonly RunEvent[]): void {
    if (this.stopping.signal.aborted) return;
    this.tools.clock.schedule(this.tools.clock.after(RETRY_MS), () => {
      void this.read(executionId);
      for (const result of results) this.end(executionId, result);
    });
  }

  private async stepOnce(executionId: string, turn: RunTurn): Promise<void> {
    const reads = turn.beginReading();
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const run = this.kept.take(executionId) ?? (await this.tools.store.find(executionId));
      if (!run) throw new Error('it is not there');
      const events = reads ? await this.tools.store.events(executionId) : [];
      if (events.length === MOST_EVENTS) turn.wakeToRead();
      const { batch } = turn;
      if (await this.tryStep(run, events, batch, turn.pace)) {
        turn.taken(batch);
        return;
      }
    }
    throw new Error('others are always faster');
  }

  /** False where somebody else has made a step since `run` was read. */
  private async tryStep(
    run: Run,
    events: readonly StoredEvent[],
    batch: Batch,
    pace: StepPace,
  ): Promise<boolean> {
    const happened = [...events.map(({ event }) => event), ...batch.events];
    const step = await this.interpret(run, happened, pace);
    if (!step) {
      this.kept.put(run);
      return true;
    }
    const { effects, document } = step;
    const { root, nextTimer } = step.run;
    const written = await this.tools.store.write({
      id: run.id,
      version: run.version,
      root,
      nextTimer,
      document,
      now: this.tools.clock.now(),
      taken: events,
      started: this.actionRecords(run.id, effects),
      ended: batch.ended,
    });
    if (!written) return false;
    this.keep(step.run);
    this.onStep(step);
    return true;
  }

  /** Undefined where nothing is to happen. Changes the run's state in place. */
  private async interpret(
    run: Run,
    happened: readonly RunEvent[],
    pace: StepPace,
  ): Promise<MadeStep | undefined> {
    const due = (run.nextTimer ?? Infinity) <= this.tools.clock.now().getTime();
    const all: RunEvent[] = due ? [{ kind: 'tick' }, ...happened] : [...happened];
    if (all.length === 0) return undefined;
    const deps = this.dependencies(await this.tools.definitions.of(run.definitionDigest));
    try {
      return await this.tools.maker.step(run, all, deps, pace);
    } catch (error) {
      if (this.stopping.signal.aborted) throw error;
      this.log.error(`Run ${run.id} is failed: ${(error as Error).message}`, (error as Error).stack);
      return this.failed(run, error as Error, deps);
    }
  }

  /** The step that could not be made has left its state half changed: the run ends as it stands in the database. */
  private async failed(run: Run, error: Error, deps: InterpreterDependencies): Promise<MadeStep | undefined> {
    const stored = await this.tools.store.find(run.id);
    if (!stored) return undefined;
    const reason = `The workflow engine could not go on: ${error.message}`;
    const { state, effects } = abandon(stored.state, reason, deps);
    return madeHere(stored, state, effects);
  }
}

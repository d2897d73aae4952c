import { Logger } from '@nestjs/common';
import { CancelTimer, Clock } from '../../../../shared/domain/clock.js';
import { newId } from '../../../../shared/domain/ids.js';
import { DatabaseSession } from '../../../../database/database-session.js';
import { readKept, writeKept } from '../../domain/exact-json/index.js';
import {
  ActionCatalogue,
  advance,
  Effect,
  InterpreterDependencies,
  RunEvent,
  RunState,
  Step,
} from '../../domain/interpreter/index.js';
import { EngineActionRecord } from './action.record.js';
import { Definitions } from './definitions.js';
import { nextTimer, RunStore, StoredEvent, StoredRun } from './run-store.js';

/** What a step was made of and what it has led to, once it is kept. */
export interface StepTaken {
  readonly executionId: string;
  readonly state: RunState;
  readonly effects: readonly Effect[];
}

export interface StepperTools {
  readonly session: DatabaseSession;
  readonly store: RunStore;
  readonly definitions: Definitions;
  readonly catalogue: ActionCatalogue;
  readonly clock: Clock;
}

/** One run's place in the queue of this process. */
interface Turn {
  again: boolean;
  /** Results of actions this process ran itself: a crash loses them together with the action, which then runs again. */
  readonly results: RunEvent[];
  done: Promise<void>;
}

const MOST_ATTEMPTS = 20;
const RETRY_MS = 1000;
const LONGEST_KEPT_DOCUMENT = 65_536;
const KEPT_DOCUMENTS = 512;

/**
 * Takes runs forward, one step at a time for each run: what is to happen is read, the interpreter makes the new state,
 * and one transaction writes it if nobody has made a step since. What follows from it is handed on only then, so a
 * step that another process has made first leaves no trace of ours.
 */
export class RunStepper {
  private readonly log = new Logger('WorkflowEngine');
  private readonly turns = new Map<string, Turn>();
  private readonly timers = new Map<string, CancelTimer>();
  private readonly kept = new Map<string, StoredRun>();
  private stopped = false;

  constructor(
    private readonly tools: StepperTools,
    private readonly process: { readonly owner: string; readonly leaseMs: number },
    private readonly onStep: (taken: StepTaken) => void,
  ) {}

  /** Something is to happen to the run; `result` is one that is not in the database. */
  wake(executionId: string, result?: RunEvent): void {
    void this.advance(executionId, result);
  }

  /** The same; resolves when all that was to happen has been taken in. */
  advance(executionId: string, result?: RunEvent): Promise<void> {
    if (this.stopped) return Promise.resolve();
    const turn = this.turns.get(executionId);
    if (turn) {
      turn.again = true;
      if (result) turn.results.push(result);
      return turn.done;
    }
    const fresh: Turn = { again: true, results: result ? [result] : [], done: Promise.resolve() };
    this.turns.set(executionId, fresh);
    fresh.done = this.takeTurn(executionId, fresh);
    return fresh.done;
  }

  /** Wakes the run when its next timer falls due. */
  watchTimers(executionId: string, state: RunState): void {
    this.timers.get(executionId)?.();
    this.timers.delete(executionId);
    const at = nextTimer(state);
    if (at === null || this.stopped) return;
    const cancel = this.tools.clock.schedule(new Date(at), () => {
      this.timers.delete(executionId);
      this.wake(executionId);
    });
    this.timers.set(executionId, cancel);
  }

  dependencies(definition: InterpreterDependencies['definition']): InterpreterDependencies {
    return { definition, actions: this.tools.catalogue, now: () => this.tools.clock.now(), newId };
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
    this.stopped = true;
    for (const cancel of this.timers.values()) cancel();
    this.timers.clear();
    await Promise.all([...this.turns.values()].map(({ done }) => done));
  }

  private async takeTurn(executionId: string, turn: Turn): Promise<void> {
    // What is asked for in the same breath is taken in together.
    await Promise.resolve();
    try {
      while (turn.again && !this.stopped) {
        turn.again = false;
        await this.stepOnce(executionId, turn);
      }
    } catch (error) {
      this.log.error(
        `Run ${executionId} cannot go on now: ${(error as Error).message}`,
        (error as Error).stack,
      );
      this.retryLater(executionId, turn.results);
    } finally {
      this.turns.delete(executionId);
    }
  }

  private retryLater(executionId: string, results: readonly RunEvent[]): void {
    this.kept.delete(executionId);
    if (this.stopped) return;
    this.tools.clock.schedule(this.tools.clock.after(RETRY_MS), () => {
      this.wake(executionId);
      for (const result of results) this.wake(executionId, result);
    });
  }

  private async stepOnce(executionId: string, turn: Turn): Promise<void> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const run = this.kept.get(executionId) ?? (await this.tools.store.find(executionId));
      if (!run) return;
      const events = await this.tools.store.events(executionId);
      const results = [...turn.results];
      const done = await this.tryStep(run, events, results);
      if (done) {
        turn.results.splice(0, results.length);
        return;
      }
      this.kept.delete(executionId);
    }
    throw new Error('others are always faster');
  }

  /** False where somebody else has made a step since `run` was read. */
  private async tryStep(
    run: StoredRun,
    events: readonly StoredEvent[],
    results: readonly RunEvent[],
  ): Promise<boolean> {
    const happened = [...events.map(({ event }) => event), ...results];
    const step = await this.interpret(run, happened);
    if (!step) return true;
    const now = this.tools.clock.now();
    const document = writeKept(step.state);
    const written = await this.tools.session.run(() =>
      this.tools.store.write({
        id: run.id,
        version: run.version,
        state: step.state,
        document,
        now,
        taken: events,
        started: this.actionRecords(run.id, step.effects),
        ended: results.flatMap((event) => (event.kind === 'action_result' ? [event.actionId] : [])),
      }),
    );
    if (!written) return false;
    this.keep({ ...run, document, version: run.version + 1 });
    this.onStep({ executionId: run.id, state: step.state, effects: step.effects });
    return true;
  }

  /** Undefined where nothing is to happen. */
  private async interpret(run: StoredRun, happened: readonly RunEvent[]): Promise<Step | undefined> {
    const state = readKept(run.document) as RunState;
    const due = (nextTimer(state) ?? Infinity) <= this.tools.clock.now().getTime();
    const all: RunEvent[] = due ? [{ kind: 'tick' }, ...happened] : [...happened];
    if (all.length === 0) return undefined;
    const deps = this.dependencies(await this.tools.definitions.of(run));
    try {
      return advance(state, all, deps);
    } catch (error) {
      this.log.error(`Run ${run.id} is failed: ${(error as Error).message}`, (error as Error).stack);
      const stateInfo = `The workflow engine could not go on: ${(error as Error).message}`;
      return advance(readKept(run.document) as RunState, [{ kind: 'stop', state: 'ERROR', stateInfo }], deps);
    }
  }

  private keep(run: StoredRun): void {
    this.kept.delete(run.id);
    if (run.document.length > LONGEST_KEPT_DOCUMENT) return;
    this.kept.set(run.id, run);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT_DOCUMENTS && oldest !== undefined) this.kept.delete(oldest);
  }
}

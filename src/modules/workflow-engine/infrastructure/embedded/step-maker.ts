import { readKept, writeKept } from '../../domain/exact-json/index.js';
import {
  advance,
  Effect,
  InterpreterDependencies,
  OutOfPatience,
  RunEvent,
  RunState,
  StartRequest,
  startRun,
} from '../../domain/interpreter/index.js';
import { ActionRegistry } from '../actions/action-registry.js';
import { EngineThreads } from '../threads/engine-threads.js';
import type { SignatureData, StepThere } from '../threads/thread-job.js';
import { Definitions } from './definitions.js';
import { Run, RunVersion } from './run.js';
import { RunStore } from './run-store.js';
import { StepPace } from './step-pace.js';

/** How long a step may hold this process up before it is made elsewhere. */
const PATIENCE_MS = 40;

/** A step as it is going to be kept. */
export interface MadeStep {
  /** The run after it. */
  readonly run: Run;
  readonly effects: readonly Effect[];
  /** The run's state as a text. */
  readonly document: string;
}

export interface StepMakerTools {
  readonly store: RunStore;
  readonly definitions: Definitions;
  readonly registry: ActionRegistry;
  readonly threads: EngineThreads;
}

/**
 * Makes the steps of runs: here, as long as that holds nobody up; what takes longer is thrown away and made again in a
 * thread. How fast this machine is now decides only where a step is made, never what becomes of the run.
 */
export class StepMaker {
  private readonly signatures: readonly SignatureData[];

  constructor(private readonly tools: StepMakerTools) {
    this.signatures = tools.registry.all.map((action) => ({
      name: action.name,
      className: action.className,
      parameters: writeKept(action.parameters),
      asynchronous: action.asynchronous ?? false,
      computes: 'compute' in action,
    }));
  }

  /** Changes the run's state in place. Throws `JobFailed` where the step costs more than any may. */
  async step(
    run: Run,
    events: readonly RunEvent[],
    deps: InterpreterDependencies,
    pace: StepPace,
  ): Promise<MadeStep> {
    if (pace.isCostly) return this.stepElsewhere(run, events, deps, pace);
    try {
      return pace.measure(() => {
        const { state, effects } = advance(run.state, events, { ...deps, patience: PATIENCE_MS });
        return madeHere(run, state, effects);
      });
    } catch (error) {
      if (!(error instanceof OutOfPatience)) throw error;
      const stored = await this.tools.store.find(run.id);
      if (!stored) throw error;
      // Where somebody else has made a step since, this one is refused when it is written.
      return this.stepElsewhere(stored, events, deps, pace);
    }
  }

  /** Throws `WorkflowError` and `ExpressionError` as `startRun` does, or the `DomainError` they amount to. */
  async start(
    request: StartRequest,
    definitionDigest: string,
    deps: InterpreterDependencies,
  ): Promise<{ readonly state: RunState; readonly effects: readonly Effect[] }> {
    try {
      return startRun(request, { ...deps, patience: PATIENCE_MS });
    } catch (error) {
      if (!(error instanceof OutOfPatience)) throw error;
      const made = await this.tools.threads.run(request.projectId, {
        kind: 'start',
        request: writeKept(request),
        ...(await this.interpreting(definitionDigest, deps)),
      });
      return { state: readKept(made.document) as RunState, effects: effectsOf(made) };
    }
  }

  stop(): Promise<void> {
    return this.tools.threads.stop();
  }

  private async stepElsewhere(
    run: Run,
    events: readonly RunEvent[],
    deps: InterpreterDependencies,
    pace: StepPace,
  ): Promise<MadeStep> {
    const work = await this.interpreting(run.definitionDigest, deps);
    const made = await pace.measureElsewhere(() =>
      this.tools.threads.run(run.projectId, {
        kind: 'step',
        document: run.document,
        events: writeKept(events),
        ...work,
      }),
    );
    const { document } = made;
    return { run: Run.ofDocument(next(run), made, document), effects: effectsOf(made), document };
  }

  private async interpreting(definitionDigest: string, { now, limits }: InterpreterDependencies) {
    const definition = await this.tools.store.definition(definitionDigest);
    return { definition, definitionDigest, signatures: this.signatures, limits, now: now().getTime() };
  }
}

/** The step as this process has made it. */
export function madeHere(before: Run, state: RunState, effects: readonly Effect[]): MadeStep {
  const document = writeKept(state);
  return { run: Run.ofState(next(before), state, document), effects, document };
}

function next({ id, projectId, definitionDigest, version }: Run): RunVersion {
  return { id, projectId, definitionDigest, version: version + 1 };
}

function effectsOf({ effects }: StepThere): Effect[] {
  return readKept(effects) as Effect[];
}

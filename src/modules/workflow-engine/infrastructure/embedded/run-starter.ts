import { Clock } from '../../../../shared/domain/clock.js';
import { DatabaseSession } from '../../../../database/database-session.js';
import { writeKept } from '../../domain/exact-json/index.js';
import { advance, describeExecution, InterpreterDependencies, Step } from '../../domain/interpreter/index.js';
import { EngineExecution, StartExecution } from '../../domain/workflow-engine.js';
import { EngineRuntime } from './engine-runtime.js';
import { Run } from './run.js';
import { started } from './started.js';
import { WorkbookLibrary } from './workbook-library.js';

/** How long the first step may hold the process up. */
const PATIENCE_MS = 40;

type BegunRun = Omit<Step, 'refusals'>;

/** Starts runs: what a run is pinned to, its first state, and what of it may happen at once are kept in one go. */
export class RunStarter {
  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
    private readonly library: WorkbookLibrary,
    private readonly runtime: EngineRuntime,
  ) {}

  /** Answers the run as it began. Throws a unique violation where there is a run of that id. */
  async start(projectId: string, request: StartExecution): Promise<EngineExecution> {
    const { executionId: id, workflowName, input, environment, description, definition: own } = request;
    const workbooks = await this.library.definitionsFor(projectId, workflowName, own);
    const { definition, digest } = await this.runtime.definitions.pin(workbooks);
    const deps = this.runtime.stepper.dependencies(definition);
    // What the environment holds is data: whoever wrote it must not be able to have it evaluated.
    const params = { env: environment, evaluate_env: false, description };
    const begin = (): Promise<BegunRun> =>
      started(() => this.runtime.maker.start({ id, projectId, workflowName, input, params }, digest, deps));
    const begun = await begin();
    const answer = describeExecution(begun.state);
    await this.insert(projectId, workflowName, digest, firstStep(begun, deps) ?? (await begin()));
    return answer;
  }

  private async insert(
    projectId: string,
    workflowName: string,
    definitionDigest: string,
    { state, effects }: BegunRun,
  ): Promise<void> {
    const { store, stepper } = this.runtime;
    const now = this.clock.now();
    const id = state.rootId;
    const document = writeKept(state);
    const first = { id, projectId, definitionDigest, version: 1 };
    const run = Run.ofState(first, state, document);
    const record = {
      ...first,
      workflowName,
      state: run.root,
      document,
      nextTimerAt: run.nextTimer,
      createdAt: now,
      updatedAt: now,
    };
    await store.insert(record, stepper.actionRecords(id, effects));
    this.session.afterCommit(() => {
      stepper.keep(run);
      this.runtime.follow({ run, effects });
    });
  }
}

/** What only computes happens at once. Undefined where that fails or takes long: it is left to the stepper then. */
function firstStep({ state, effects }: BegunRun, deps: InterpreterDependencies): BegunRun | undefined {
  try {
    const first = advance(state, [{ kind: 'tick' }], { ...deps, patience: PATIENCE_MS });
    return { ...first, effects: [...effects, ...first.effects] };
  } catch {
    return undefined;
  }
}

import { Clock } from '../../../../shared/domain/clock.js';
import { DatabaseSession } from '../../../../database/database-session.js';
import { writeKept } from '../../domain/exact-json/index.js';
import {
  advance,
  describeExecution,
  InterpreterDependencies,
  startRun,
  Step,
} from '../../domain/interpreter/index.js';
import { EngineExecution, StartExecution } from '../../domain/workflow-engine.js';
import { EngineRuntime } from './engine-runtime.js';
import { nextTimer, rootState } from './run-store.js';
import { started } from './started.js';
import { WorkbookLibrary } from './workbook-library.js';

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
    const { executionId: id, workflowName, input, environment, description } = request;
    const workbooks = await this.library.definitionsFor(projectId, workflowName);
    const { definition, digest } = await this.runtime.definitions.pin(workbooks);
    const deps = this.runtime.stepper.dependencies(definition);
    // What the environment holds is data: whoever wrote it must not be able to have it evaluated.
    const params = { env: environment, evaluate_env: false, description };
    const begin = (): Step => startRun({ id, projectId, workflowName, input, params }, deps);
    const begun = started(begin);
    const answer = describeExecution(begun.state);
    await this.insert(projectId, workflowName, digest, firstStep(begun, deps) ?? begin());
    return answer;
  }

  private async insert(
    projectId: string,
    workflowName: string,
    definitionDigest: string,
    { state, effects }: Step,
  ): Promise<void> {
    const { store, stepper } = this.runtime;
    const now = this.clock.now();
    const id = state.rootId;
    const run = { id, projectId, definitionDigest, version: 1 };
    const document = writeKept(state);
    const record = {
      ...run,
      workflowName,
      state: rootState(state),
      document,
      nextTimerAt: nextTimer(state),
      createdAt: now,
      updatedAt: now,
    };
    await store.insert(record, stepper.actionRecords(id, effects));
    this.session.afterCommit(() => {
      stepper.keep({ ...run, state, size: document.length });
      this.runtime.follow({ executionId: id, state, effects });
    });
  }
}

/** What only computes happens at once. Undefined where that fails: the stepper meets the same, and ends the run. */
function firstStep({ state, effects }: Step, deps: InterpreterDependencies): Step | undefined {
  try {
    const first = advance(state, [{ kind: 'tick' }], deps);
    return { ...first, effects: [...effects, ...first.effects] };
  } catch {
    return undefined;
  }
}

import { SimulatedClock } from '../../../../shared/domain/simulated-clock.js';
import { DryRunReport, DryRunRequest } from '../../domain/dry-run.js';
import { Definition, describeExecution, describeTasks, isCompleted } from '../../domain/interpreter/index.js';
import { ActionRegistry, standardActions } from '../actions/action-registry.js';
import { started } from '../embedded/started.js';
import { readWorkbook } from '../embedded/read-workbook.js';
import { InMemoryRun, InMemoryRunBounds } from './in-memory-run.js';
import { RecordedCall, Script } from './script.js';
import { ScriptedAction } from './scripted-action.js';

const LONGEST_MS = 10_000;
const LONGEST_SIMULATED_MS = 10 * 365 * 86_400_000;

/**
 * A dry run in this thread. `OutOfPatience` is thrown where a step takes longer than the bounds say.
 */
export async function simulate(request: DryRunRequest, bounds: InMemoryRunBounds): Promise<DryRunReport> {
  const definition = new Definition(request.definitions.map(readWorkbook));
  const clock = new SimulatedClock(new Date());
  const startedAt = clock.now();
  const calls: RecordedCall[] = [];
  const script = new Script();
  for (const [name, results] of request.script) script.set(name, results);
  const actions = standardActions(clock).map((real) => new ScriptedAction(real, script, calls, clock));
  const registry = new ActionRegistry(actions);
  const run = new InMemoryRun({ definition, registry, clock, projectId: request.projectId, ...bounds });
  const { workflowName, input, environment } = request;
  try {
    await started(() => run.start(workflowName, input, { env: environment, evaluate_env: false }));
    await toTheEnd(run, startedAt.getTime() + LONGEST_SIMULATED_MS);
  } finally {
    run.close();
  }
  const { state, stateInfo, output } = describeExecution(run.state);
  const secondsTo = (at: Date): number => (at.getTime() - startedAt.getTime()) / 1000;
  return {
    state,
    stateInfo,
    output,
    startedAt,
    seconds: secondsTo(clock.now()),
    tasks: describeTasks(run.state, run.deps),
    calls: calls.map(({ at, ...call }) => ({ ...call, at: secondsTo(at) })),
  };
}

/** Until the run has ended, or nothing happens by itself any more. */
async function toTheEnd(run: InMemoryRun, lastInstant: number): Promise<void> {
  const deadline = performance.now() + LONGEST_MS;
  const mayGoOn = (): boolean => performance.now() < deadline;
  await run.settle(mayGoOn);
  while (!isCompleted(run.root.state)) {
    const next = run.nextInstant();
    if (!mayGoOn()) return end(run, `The dry run was stopped: it takes longer than ${LONGEST_MS} ms.`);
    if (next === undefined) return;
    if (next > lastInstant) return end(run, 'The dry run was stopped: it would take longer than ten years.');
    await run.advanceTo(next, mayGoOn);
  }
}

function end(run: InMemoryRun, stateInfo: string): void {
  run.happen({ kind: 'stop', state: 'ERROR', stateInfo });
}

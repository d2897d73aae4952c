import { newId } from '../../src/shared/domain/ids.js';
import { JsonObject } from '../../src/shared/domain/json.js';
import {
  EngineExecution,
  EngineScope,
  EngineTask,
  WorkflowEngine,
} from '../../src/modules/workflow-engine/domain/workflow-engine.js';
import { EngineHarness, eventually as comingTo, StationCall } from './workflow-engine.harness.js';

export type EngineDriver = ReturnType<typeof driverOf>;

/** Speaks to the engine of a harness in the terms of the contract. */
export function driverOf(harness: () => EngineHarness) {
  /** How many calls the station had got before the last start. */
  let before = 0;

  const engine = (): WorkflowEngine => harness().engine;
  const scope = (): EngineScope => harness().scope;
  const recent = (): readonly StationCall[] => harness().calls.slice(before);
  const lookFrom = (count: number): void => void (before = count);

  async function start(workflowName: string, input: JsonObject = {}, id = newId()): Promise<EngineExecution> {
    before = harness().calls.length;
    return engine().startExecution(scope(), {
      executionId: id,
      workflowName,
      input,
      environment: harness().environment,
      description: 'contract',
    });
  }

  const eventually = <T>(read: () => T | undefined | Promise<T | undefined>, what: string): Promise<T> =>
    comingTo(read, what, harness().pace);

  const state = async (id: string): Promise<string> => (await engine().getExecution(scope(), id)).state;
  const tasks = (id: string): Promise<EngineTask[]> => engine().listTasks(scope(), id);

  async function untilState(id: string, wanted: string): Promise<EngineExecution> {
    await eventually(async () => ((await state(id)) === wanted ? true : undefined), `execution ${wanted}`);
    return engine().getExecution(scope(), id);
  }

  function called(job: string): Promise<StationCall> {
    return eventually(() => recent().findLast(({ body }) => body.job === job), `a call for ${job}`);
  }

  async function runningTask(id: string, name: string): Promise<EngineTask> {
    return eventually(
      async () => (await tasks(id)).find((task) => task.name === name && task.state === 'RUNNING'),
      `task ${name} RUNNING`,
    );
  }

  async function complete(job: string, output: JsonObject = {}): Promise<void> {
    const { actionExecutionId } = await called(job);
    await engine().completeAction(scope(), actionExecutionId, { state: 'SUCCESS', output });
  }

  async function fail(job: string, output: JsonObject = { reason: 'broken' }): Promise<void> {
    const { actionExecutionId } = await called(job);
    await engine().completeAction(scope(), actionExecutionId, { state: 'ERROR', output });
  }

  return {
    ...{ engine, scope, recent, lookFrom, start, eventually, state, tasks },
    ...{ untilState, called, runningTask, complete, fail },
  };
}

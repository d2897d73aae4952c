import { FakeWorkflowEngine } from '../../src/modules/workflow-engine/infrastructure/fake/fake-workflow-engine.js';
import {
  ActionRegistry,
  standardActions,
} from '../../src/modules/workflow-engine/infrastructure/actions/action-registry.js';
import { EmbeddedWorkflowEngine } from '../../src/modules/workflow-engine/infrastructure/embedded/embedded-workflow-engine.js';
import { WORKFLOW_ENGINE_RECORDS } from '../../src/modules/workflow-engine/infrastructure/embedded/records.js';
import { EngineScope } from '../../src/modules/workflow-engine/domain/workflow-engine.js';
import { JsonObject } from '../../src/shared/domain/json.js';
import { TestClock } from '../support/test-clock.js';
import { openDatabase, scratchDatabase } from '../support/test-database.js';
import { workflowEngineContract } from './workflow-engine.contract.js';
import { EngineHarness, Station, StationCall } from './workflow-engine.harness.js';

const OPTIONS = { sweepIntervalMs: 1000, leaseMs: 15_000 };

function scopeOf(projectId: string): EngineScope {
  return { projectId, token: async () => 'none' };
}

workflowEngineContract('embedded', async (): Promise<EngineHarness> => {
  const scratch = await scratchDatabase();
  const database = await openDatabase(scratch, WORKFLOW_ENGINE_RECORDS);
  const clock = new TestClock();
  const station = new Station();
  const url = await station.listen();
  const registry = new ActionRegistry(standardActions(clock));
  const engine = new EmbeddedWorkflowEngine(database.session, clock, registry, OPTIONS);
  engine.onApplicationBootstrap();
  return {
    engine,
    scope: scopeOf('demo'),
    stranger: scopeOf('stranger'),
    environment: { station: url, credential: 'secret' },
    calls: station.calls,
    refuseNext: () => station.refuseNext(),
    pass: async (seconds) => clock.advance(seconds * 1000),
    close: async () => {
      await engine.beforeApplicationShutdown();
      await station.close();
      await database.close();
      await scratch.drop();
    },
  };
});

workflowEngineContract('fake', async (): Promise<EngineHarness> => {
  const scratch = await scratchDatabase();
  const database = await openDatabase(scratch, WORKFLOW_ENGINE_RECORDS);
  const clock = new TestClock();
  const engine = new FakeWorkflowEngine(database.session, clock, OPTIONS);
  engine.script('station', { state: 'RUNNING' });
  engine.onApplicationBootstrap();
  return {
    engine,
    scope: scopeOf('demo'),
    stranger: scopeOf('stranger'),
    environment: { station: 'http://nowhere.invalid', credential: 'secret' },
    get calls(): StationCall[] {
      return engine.calls
        .filter(({ action }) => action.endsWith('.station'))
        .map(({ actionExecutionId, baseInput }) => ({
          actionExecutionId,
          headers: baseInput.headers as Record<string, string>,
          body: baseInput.body as JsonObject,
        }));
    },
    refuseNext: () => engine.script('station', { state: 'ERROR' }, { state: 'RUNNING' }),
    pass: async (seconds) => clock.advance(seconds * 1000),
    close: async () => {
      await engine.beforeApplicationShutdown();
      await database.close();
      await scratch.drop();
    },
  };
});

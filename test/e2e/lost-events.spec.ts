import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EmbeddedWorkflowEngine } from '../../src/modules/workflow-engine/infrastructure/embedded/embedded-workflow-engine.js';
import { WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import { Clock } from '../../src/shared/domain/clock.js';
import { ShiftedClock } from '../support/shifted-clock.js';
import { startService, type TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

const WORKBOOK =
  "version: '2.0'\nname: waits\nworkflows: {main: {tasks: {hold: {action: std.async_noop}}}}\n";
/** An execution of which nothing was heard for so long is asked about. */
const SILENCE_MS = 10_000;

describe('an engine whose every event gets lost', () => {
  let service: TestService;
  let clock: ShiftedClock;

  beforeAll(async () => {
    const mute = jest.spyOn(EmbeddedWorkflowEngine.prototype, 'onEvent').mockImplementation(() => () => {});
    clock = new ShiftedClock();
    service = await startService({
      environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' },
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
    mute.mockRestore();
    await service.api.post('/v1/workbooks', { definition: WORKBOOK }).expect(201);
  });

  afterAll(() => service.close());

  /** Lets the time pass after which silence is suspicious, as often as it takes. */
  const noticed = (id: string, state: string) =>
    until(async () => {
      clock.advance(SILENCE_MS);
      expect(await service.api.execution(id)).toMatchObject({ state });
      return true;
    });

  it('is asked after a while: the end of its run is noticed all the same', async () => {
    const { last_execution: id, project_id: projectId } = await service.api.createPipeline({
      workbook_name: 'waits',
    });
    await noticed(id, 'RUNNING');
    const engine = service.app.get(WorkflowEngine, { strict: false });
    const scope = { projectId: String(projectId), token: async () => 'token' };
    const [task] = await engine.listTasks(scope, id);
    const actionId = task?.actionExecutionIds.at(-1) as string;
    await engine.completeAction(scope, actionId, { state: 'SUCCESS', output: {} });
    await noticed(id, 'SUCCESS');
    expect(await service.api.tasks(id)).toMatchObject([{ name: 'hold', state: 'SUCCESS' }]);
  });
});

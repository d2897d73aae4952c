import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeyRing } from '../../src/shared/domain/key-ring.js';
import { EngineEvents } from '../../src/modules/workflow-engine/domain/engine-events.js';
import { EngineExecution } from '../../src/modules/workflow-engine/domain/workflow-engine.js';
import { MistralWorkflowEngine } from '../../src/modules/workflow-engine/infrastructure/mistral/mistral-workflow-engine.js';
import { SystemClock } from '../../src/shared/domain/clock.js';
import { newId } from '../../src/shared/domain/ids.js';
import { OpenStackClient } from '../../src/shared/openstack/openstack-client.js';
import { Station } from '../contract/workflow-engine.harness.js';
import { PARALLEL } from '../contract/workflow-engine.workbooks.js';
import { until } from '../support/until.js';
import { TestCloud } from './test-cloud.js';

const LONG_MS = 60_000;
const MINIMAL = 'workflows:\n  main:\n    tasks:\n      only:\n        action: std.noop\n';

/** What Mistral 15 gets wrong, as it is: where one of these fails, a newer Mistral has mended it. */
describe('the defects of the real Mistral', () => {
  const cloud = TestCloud.open();
  const scope = cloud.scopeOf('demo');
  const client = new OpenStackClient();
  const station = new Station();
  const names = { parallel: `parallel_${newId()}`, quoted: `quoted_${newId()}`, flow: `flow_${newId()}` };
  let environment: { station: string; credential: string };

  const engineWith = (stalledAfterMs?: number): MistralWorkflowEngine =>
    new MistralWorkflowEngine({
      client,
      endpoints: cloud.endpoints,
      events: new EngineEvents(KeyRing.of(Buffer.alloc(32))),
      // Nobody listens there: events are lost.
      publicUrl: 'http://127.0.0.1:9',
      clock: new SystemClock(),
      ...(stalledAfterMs === undefined ? {} : { stalledAfterMs }),
    });
  const engine = engineWith();

  beforeAll(async () => {
    environment = { station: await station.listen(), credential: 'secret' };
  });

  afterAll(async () => {
    for (const name of Object.values(names)) await engine.deleteWorkbook(scope, name);
    client.close();
    await station.close();
  });

  const call = (job: string) =>
    until(() => station.calls.find(({ body }) => body.job === job)?.actionExecutionId ?? false, LONG_MS);

  it(
    'loses a join whose last inbound task ends in a pause; the execution is ended with that reason',
    async () => {
      await engine.saveWorkbook(scope, PARALLEL.replace('name: parallel', `name: ${names.parallel}`));
      const id = newId();
      const workflowName = `${names.parallel}.main`;
      await engine.startExecution(scope, {
        executionId: id,
        workflowName,
        input: {},
        environment,
        description: '',
      });
      const inbound = [await call('left'), await call('right')];
      await engine.pauseExecution(scope, id);
      for (const action of inbound) {
        await engine.completeAction(scope, action, { state: 'SUCCESS', output: {} });
      }
      await until(async () => (await engine.listTasks(scope, id)).every(({ state }) => state === 'SUCCESS'));
      await engine.resumeExecution(scope, id);
      const ended = await until(async (): Promise<EngineExecution | false> => {
        const seen = await engineWith(4_000).getExecution(scope, id);
        return seen.state === 'ERROR' && seen;
      }, LONG_MS);
      expect(ended.stateInfo).toContain('has lost a join');
      expect(station.calls.map(({ body }) => body.job)).not.toContain('end');
      expect((await engine.listTasks(scope, id)).map(({ name, state }) => [name, state])).toContainEqual([
        'end',
        'CANCELLED',
      ]);
    },
    LONG_MS,
  );

  it('fails on a version that is a number, which is quoted for it', async () => {
    const definition = `version: 2.0\nname: ${names.quoted}\n${MINIMAL}`;
    const { definition: kept } = await engine.saveWorkbook(scope, definition);
    expect(kept).toBe(definition.replace('2.0', "'2.0'"));
  });

  it('fails on a document in flow style, which is refused with what to do', async () => {
    const workflows = { main: { tasks: { only: { action: 'std.noop' } } } };
    const definition = JSON.stringify({ version: '2.0', name: names.flow, workflows });
    expect(await engine.validateWorkbook(scope, definition)).toEqual({ valid: true, error: null });
    await expect(engine.saveWorkbook(scope, definition)).rejects.toMatchObject({
      code: 'workbook.invalid',
      message: expect.stringContaining('block style'),
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import { newId } from '../../src/shared/domain/ids.js';
import type { AwaitedCall } from '../../src/modules/workflow-engine/index.js';
import { StationRig } from '../support/station-rig.js';
import { TestClock } from '../support/test-clock.js';
import { StationsHarness, passed } from './stations.harness.js';

const GRACE_MS = 15_000;
const ASK_EVERY_MS = 30_000;

describe('a call that a workflow waits for and no station has got', () => {
  const queue = new StationsHarness();

  /** An execution that waits for a call, as the engine tells it. */
  function waiting(rig: StationRig, over: Partial<AwaitedCall> = {}): AwaitedCall {
    const executionId = rig.contexts.begin();
    const call = {
      actionExecutionId: newId(),
      taskId: newId(),
      url: 'https://solum.example.org/v1/stations/scripted/jobs',
      headers: { 'x-station-credential': rig.credentials.issue(executionId) },
      body: { name: 'missed' },
      since: rig.clock.after(-GRACE_MS),
      ...over,
    };
    rig.engine.awaited = [call];
    return call;
  }

  const jobOf = (rig: StationRig, { actionExecutionId }: AwaitedCall) =>
    rig.jobs.findByAction(actionExecutionId);

  it('is taken up, once, whoever finds it, and its result goes to the engine', async () => {
    const shared = { ...queue.service() };
    const [first, second] = [queue.process(shared), queue.process(shared)];
    const call = waiting(first);
    await Promise.all([first.missedCalls.execute(), second.missedCalls.execute()]);
    first.worker.start();
    (await queue.station.started('missed')).answer(passed());
    expect(await queue.done(first, call.actionExecutionId)).toMatchObject({
      taskId: call.taskId,
      station: 'scripted',
      verdict: 'pass',
    });
    expect(shared.engine.of(call.actionExecutionId)).toHaveLength(1);
  });

  it('is taken up where its body was given as text', async () => {
    const rig = queue.process();
    const call = waiting(rig, { body: '{"name": "text"}' });
    await rig.missedCalls.execute();
    expect(await jobOf(rig, call)).toMatchObject({ input: { name: 'text' } });
  });

  it('is left alone as long as it may be on its way', async () => {
    const rig = queue.process();
    const call = waiting(rig, { since: rig.clock.after(-GRACE_MS + 1) });
    await rig.missedCalls.execute();
    expect(await jobOf(rig, call)).toBeUndefined();
  });

  it('is not looked for while a station works for the execution', async () => {
    const rig = queue.process();
    const call = waiting(rig);
    const [executionId = ''] = await rig.contexts.running();
    await rig.order('scripted', { name: 'other' }, executionId);
    await rig.missedCalls.execute();
    expect(await jobOf(rig, call)).toBeUndefined();
  });

  it.each([
    ['goes somewhere else', { url: 'https://elsewhere.example.org/jobs' }],
    ['bears no credential', { headers: {} }],
    ['bears a credential of another execution', { headers: { 'X-Station-Credential': `${newId()}.AAAA` } }],
  ])('is not taken up where it %s', async (_, over) => {
    const rig = queue.process();
    const call = waiting(rig, over);
    await rig.missedCalls.execute();
    expect(await jobOf(rig, call)).toBeUndefined();
  });

  it('and that no station would have taken fails its task, and says why', async () => {
    const rig = queue.process();
    const call = waiting(rig, { url: 'https://solum.example.org/v1/stations/nowhere/jobs' });
    await rig.missedCalls.execute();
    expect(await jobOf(rig, call)).toMatchObject({
      verdict: 'error',
      result: { summary: expect.stringContaining('no station "nowhere"') },
    });
  });

  it('is asked for again only after a while', async () => {
    const rig = queue.process();
    const call = waiting(rig);
    rig.engine.awaited = [];
    await rig.missedCalls.execute();
    rig.engine.awaited = [call];
    await rig.missedCalls.execute();
    expect(await jobOf(rig, call)).toBeUndefined();
    (rig.clock as TestClock).advance(ASK_EVERY_MS);
    await rig.missedCalls.execute();
    expect(await jobOf(rig, call)).toBeDefined();
  });
});

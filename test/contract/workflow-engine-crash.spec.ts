import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { newId } from '../../src/shared/domain/ids.js';
import { JsonObject } from '../../src/shared/domain/json.js';
import {
  EngineScope,
  EngineTask,
  WorkflowEngine,
} from '../../src/modules/workflow-engine/domain/workflow-engine.js';
import { TestClock } from '../support/test-clock.js';
import { ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { eventually, named, Station } from './workflow-engine.harness.js';
import { Death, EngineProcess } from './workflow-engine-processes.js';
import { LINEAR, PARALLEL, workbook } from './workflow-engine.workbooks.js';

const SCOPE: EngineScope = { projectId: 'demo', token: async () => 'none' };

const WAITING = workbook(
  'waiting',
  `
  main:
    tasks:
      before:
        action: std.noop
        on-success: [later]
      later:
        wait-before: 100
        action: station job="later"
`,
);

const SLEEPING = workbook(
  'sleeping',
  `
  main:
    tasks:
      nap:
        action: std.sleep seconds=30
        on-success: [end]
      end:
        action: std.noop
`,
);

describe('the embedded engine on a database that outlives its processes', () => {
  let scratch: ScratchDatabase;
  let clock: TestClock;
  let station: Station;
  let environment: { station: string; credential: string };
  let processes: EngineProcess[] = [];

  beforeAll(async () => {
    scratch = await scratchDatabase();
    Logger.overrideLogger(false);
    clock = new TestClock();
    const process = await open();
    for (const definition of [LINEAR, PARALLEL, WAITING, SLEEPING]) {
      await process.engine.saveWorkbook(SCOPE, definition);
    }
    await process.shutDown();
  });
  beforeEach(async () => {
    clock = new TestClock();
    station = new Station();
    environment = { station: await station.listen(), credential: 'secret' };
  });
  afterEach(async () => {
    for (const each of processes) each.kill();
    await Promise.all(processes.map((each) => each.bury()));
    processes = [];
    await station.close();
  });
  afterAll(() => scratch.drop());

  async function open(circumstances: { death?: Death; beside?: EngineProcess } = {}): Promise<EngineProcess> {
    const opened = await EngineProcess.open(scratch, clock, circumstances);
    processes.push(opened);
    return opened;
  }

  function start(engine: WorkflowEngine, workflowName: string, executionId = newId()): Promise<string> {
    const input: JsonObject = workflowName === 'linear.main' ? { ref: executionId } : {};
    const request = { executionId, workflowName, input, environment, description: '' };
    return engine.startExecution(SCOPE, request).then(({ id }) => id);
  }

  const tasks = (engine: WorkflowEngine, id: string): Promise<EngineTask[]> => engine.listTasks(SCOPE, id);

  function untilSuccess(engine: WorkflowEngine, id: string): Promise<true> {
    return eventually(
      async () => ((await engine.getExecution(SCOPE, id)).state === 'SUCCESS' ? true : undefined),
      'SUCCESS',
    );
  }

  function called(job: string, times = 1): Promise<string> {
    return eventually(() => {
      const calls = station.calls.filter(({ body }) => body.job === job);
      return calls.length >= times ? calls.at(-1)?.actionExecutionId : undefined;
    }, `a call for ${job}`);
  }

  /** A station that works at once and reports until somebody listens; a process that has died never answers. */
  async function work(
    engine: () => WorkflowEngine,
    signal: AbortSignal,
    died?: Promise<void>,
  ): Promise<void> {
    const reported = new Set<string>();
    const mortal = died && engine();
    while (!signal.aborted) {
      for (const { actionExecutionId } of [...station.calls]) {
        if (reported.has(actionExecutionId)) continue;
        const result = { state: 'SUCCESS' as const, output: { image: 'app' } };
        const to = engine();
        const report = to
          .completeAction(SCOPE, actionExecutionId, result)
          .then(() => reported.add(actionExecutionId));
        await (died && to === mortal ? Promise.race([report.catch(() => died), died]) : report);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  const deaths: Death[] = Array.from({ length: 10 }, (_, index) => index + 1).flatMap((transaction) => [
    { transaction, moment: 'before' as const },
    { transaction, moment: 'after' as const },
  ]);

  it.each(deaths)(
    'goes on after a kill $moment transaction $transaction, and runs no task twice',
    async (death) => {
      const first = await open({ death });
      let alive: WorkflowEngine = first.engine;
      const stop = new AbortController();
      const working = work(() => alive, stop.signal, first.died);
      const id = newId();
      const finished = start(first.engine, 'linear.main', id).then(() => untilSuccess(first.engine, id));
      await Promise.race([first.died, finished.catch(() => first.died)]);
      const second = await open();
      alive = second.engine;
      await start(second.engine, 'linear.main', id);
      await eventually(async () => {
        clock.advance(1000);
        return (await second.engine.getExecution(SCOPE, id)).state === 'SUCCESS' ? true : undefined;
      }, 'SUCCESS');
      stop.abort();
      await working;
      expect(
        (await tasks(second.engine, id)).map(({ name, state, attempts }) => [name, state, attempts]),
      ).toEqual([
        ['build', 'SUCCESS', 1],
        ['deploy', 'SUCCESS', 1],
      ]);
      const runs = new Set(
        station.calls.map(
          ({ actionExecutionId, body }) => `${JSON.stringify(body.job)} ${actionExecutionId}`,
        ),
      );
      expect(runs.size).toBe(2);
    },
  );

  it('awaits what a dead process had handed over, without asking again', async () => {
    const first = await open();
    const id = await start(first.engine, 'linear.main');
    const action = await called(id);
    await first.shutDown();
    const second = await open();
    clock.advance(60_000);
    await second.engine.completeAction(SCOPE, action, { state: 'SUCCESS', output: { image: 'app' } });
    await called('deploy app to production');
    expect(station.calls.filter(({ body }) => body.job === id)).toHaveLength(1);
  });

  it('keeps timers over a crash', async () => {
    const first = await open();
    const id = await start(first.engine, 'waiting.main');
    await eventually(
      async () => (await tasks(first.engine, id)).find(({ state }) => state === 'DELAYED'),
      'the delay',
    );
    first.kill();
    await first.died;
    const second = await open();
    clock.advance(99_000);
    expect(named(await tasks(second.engine, id), 'later').state).toBe('DELAYED');
    clock.advance(2000);
    await called('later');
  });

  it('runs a synchronous action again that died with its process', async () => {
    const first = await open();
    const id = await start(first.engine, 'sleeping.main');
    await eventually(
      async () => (await tasks(first.engine, id)).find(({ state }) => state === 'RUNNING'),
      'the nap',
    );
    first.kill();
    await first.died;
    const second = await open();
    await eventually(async () => {
      clock.advance(1000);
      return (await second.engine.getExecution(SCOPE, id)).state === 'SUCCESS' ? true : undefined;
    }, 'SUCCESS');
    expect((await tasks(second.engine, id)).map(({ attempts }) => attempts)).toEqual([1, 1]);
  });

  it('does not take over what a living process is still doing', async () => {
    const first = await open();
    const second = await open({ beside: first });
    const id = await start(first.engine, 'sleeping.main');
    for (let second = 0; second < 29; second += 1) {
      clock.advance(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(named(await tasks(second.engine, id), 'nap').state).toBe('RUNNING');
    clock.advance(1000);
    await untilSuccess(second.engine, id);
  });

  it('shares runs between processes, and no step is made twice', async () => {
    const first = await open();
    const second = await open({ beside: first });
    const ids = await Promise.all(
      Array.from({ length: 10 }, (_, index) => start((index % 2 ? first : second).engine, 'parallel.main')),
    );
    const stop = new AbortController();
    let turn = 0;
    const working = work(() => ((turn += 1) % 2 ? first : second).engine, stop.signal);
    for (const id of ids) await untilSuccess(first.engine, id);
    stop.abort();
    await working;
    for (const job of ['left', 'right', 'end']) {
      expect(station.calls.filter(({ body }) => body.job === job)).toHaveLength(10);
    }
  });

  it('lets another process take events at once that were kept before a crash', async () => {
    const first = await open();
    const id = await start(first.engine, 'linear.main');
    const action = await called(id);
    first.kill();
    await first.died;
    const second = await open();
    await second.engine.completeAction(SCOPE, action, { state: 'SUCCESS', output: { image: 'app' } });
    await called('deploy app to production');
  });
});

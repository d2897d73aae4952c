import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { EngineScope } from '../../src/modules/workflow-engine/domain/workflow-engine.js';
import { newId } from '../../src/shared/domain/ids.js';
import { TestClock } from '../support/test-clock.js';
import { ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { eventually } from './workflow-engine.harness.js';
import { Death, EngineProcess } from './workflow-engine-processes.js';
import { anyGraph, Graph, graphWorkbook, predict } from './workflow-graphs.js';

/** Opening a process takes MariaDB a second. */
const RUNS = process.env.TEST_DATABASE_URL ? 25 : 100;

const SCOPE: EngineScope = { projectId: 'demo', token: async () => 'none' };

const anyDeath: fc.Arbitrary<Death> = fc.record({
  transaction: fc.integer({ min: 1, max: 12 }),
  moment: fc.constantFrom('before' as const, 'after' as const),
});

/** Each of these workflows is run by a process that dies, then by one that dies as well, then by one that lives. */
describe('any workflow, whenever its processes die', () => {
  let scratch: ScratchDatabase;

  beforeAll(async () => {
    scratch = await scratchDatabase();
    Logger.overrideLogger(false);
  });
  afterAll(() => scratch.drop());

  async function run(graph: Graph, deaths: readonly Death[]) {
    const clock = new TestClock();
    const id = newId();
    const name = `random_${id.replaceAll('-', '')}`;
    for (const death of [undefined, ...deaths, undefined].slice(deaths.length > 0 ? 1 : 0)) {
      const process = await EngineProcess.open(scratch, clock, death ? { death } : {});
      const ended = attempt(process, clock, { id, name, graph });
      const outcome = await (death ? Promise.race([ended.catch(() => process.died), process.died]) : ended);
      process.kill();
      await process.bury();
      if (outcome) return outcome;
    }
    throw new Error('No process lived long enough.');
  }

  async function attempt(
    { engine }: EngineProcess,
    clock: TestClock,
    { id, name, graph }: { id: string; name: string; graph: Graph },
  ) {
    await engine.saveWorkbook(SCOPE, graphWorkbook(name, graph));
    const request = { workflowName: `${name}.main`, input: {}, environment: {}, description: '' };
    await engine.startExecution(SCOPE, { executionId: id, ...request });
    const { state } = await eventually(async () => {
      clock.advance(1000);
      const execution = await engine.getExecution(SCOPE, id);
      return ['SUCCESS', 'ERROR'].includes(execution.state) ? execution : undefined;
    }, 'an end');
    const tasks = await engine.listTasks(SCOPE, id);
    return {
      state,
      tasks: Object.fromEntries(tasks.map((task) => [task.name, task.state])),
      attempts: tasks.map(({ attempts }) => attempts),
    };
  }

  it('ends as a simple model of it says, with no task run twice', async () => {
    await fc.assert(
      fc.asyncProperty(anyGraph, fc.array(anyDeath, { maxLength: 2 }), async (graph, deaths) => {
        const { attempts, ...ended } = await run(graph, deaths);
        expect(ended).toEqual(predict(graph));
        expect(Math.max(...attempts)).toBe(1);
      }),
      { numRuns: RUNS },
    );
  }, 240_000);
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/shared/domain/ids.js';
import { JsonObject } from '../../src/shared/domain/json.js';
import { EngineScope } from '../../src/modules/workflow-engine/domain/workflow-engine.js';
import { WORKFLOW_ENGINE_RECORDS } from '../../src/modules/workflow-engine/infrastructure/embedded/records.js';
import { FakeWorkflowEngine } from '../../src/modules/workflow-engine/infrastructure/fake/fake-workflow-engine.js';
import { TestClock } from '../support/test-clock.js';
import { OpenDatabase, openDatabase, ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { eventually } from './workflow-engine.harness.js';
import { LINEAR, workbook } from './workflow-engine.workbooks.js';

const SCOPE: EngineScope = { projectId: 'demo', token: async () => 'none' };

const SELF_SCRIPTED = workbook(
  'self_scripted',
  `
  main:
    vars:
      __fake:
        build: {output: {image: 'app:7'}, delay: 5}
        station: {state: ERROR, output: {reason: 'no room'}}
    tasks:
      build:
        action: station job="build"
        on-success: [deploy]
      deploy:
        action: station job="deploy"
`,
);

describe('the fake workflow engine', () => {
  let scratch: ScratchDatabase;
  let database: OpenDatabase;
  let clock: TestClock;
  let fake: FakeWorkflowEngine;

  beforeAll(async () => {
    scratch = await scratchDatabase();
    database = await openDatabase(scratch, WORKFLOW_ENGINE_RECORDS);
    clock = new TestClock();
    fake = new FakeWorkflowEngine(database.session, clock);
    fake.onApplicationBootstrap();
    for (const definition of [LINEAR, SELF_SCRIPTED]) await fake.saveWorkbook(SCOPE, definition);
  });
  beforeEach(() => fake.reset());
  afterAll(async () => {
    await fake.beforeApplicationShutdown();
    await database.close();
    await scratch.drop();
  });

  async function start(
    workflowName: string,
    input: JsonObject = {},
    environment: JsonObject = {},
  ): Promise<string> {
    const request = { executionId: newId(), workflowName, input, description: '' };
    const full = {
      ...request,
      environment: { station: 'http://nowhere.invalid', credential: 'x', ...environment },
    };
    return (await fake.startExecution(SCOPE, full)).id;
  }

  async function ended(id: string): Promise<string> {
    return eventually(async () => {
      const { state } = await fake.getExecution(SCOPE, id);
      return state === 'RUNNING' ? undefined : state;
    }, 'an end');
  }

  it('lets what is not scripted succeed with nothing', async () => {
    fake.script('build', { output: { image: 'a' } });
    expect(await ended(await start('linear.main', { ref: 'x' }))).toBe('SUCCESS');
  });

  it('does what the test says, by task before action, one result for each run', async () => {
    fake.script('station', { output: { image: 'by action' } });
    fake.script('build', { output: { image: 'by task' } });
    const id = await start('linear.main', { ref: 'x' });
    expect(await ended(id)).toBe('SUCCESS');
    expect((await fake.getExecution(SCOPE, id)).output).toMatchObject({ image: 'by task' });
  });

  it('records what ran and what it was given', async () => {
    fake.script('build', { output: { image: 'app' } });
    await ended(await start('linear.main', { ref: 'abc' }));
    expect(fake.calls.map(({ task, action, input }) => [task, action, input])).toEqual([
      ['build', 'linear.station', { job: 'abc' }],
      ['deploy', 'linear.station', { job: 'deploy app to production' }],
    ]);
    expect(fake.calls[0]?.baseInput).toMatchObject({
      url: 'http://nowhere.invalid/jobs',
      body: { job: 'abc' },
    });
  });

  it('does what the workbook itself says, by the test’s clock', async () => {
    const id = await start('self_scripted.main');
    await eventually(() => (fake.calls.length === 1 ? true : undefined), 'a call');
    expect((await fake.getExecution(SCOPE, id)).state).toBe('RUNNING');
    clock.advance(5000);
    expect(await ended(id)).toBe('ERROR');
    const tasks = await fake.listTasks(SCOPE, id);
    expect(tasks.map(({ name, state, result }) => [name, state, result])).toEqual([
      ['build', 'SUCCESS', { image: 'app:7' }],
      ['deploy', 'ERROR', { reason: 'no room' }],
    ]);
  });
});

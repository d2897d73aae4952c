import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { WORKFLOW_ENGINE_RECORDS } from '../../src/modules/workflow-engine/infrastructure/embedded/records.js';
import { newId } from '../../src/shared/domain/ids.js';
import { OpenDatabase, openDatabase, ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';
import { EngineWorkers } from './workflow-engine-workers.js';

const COSTLY = `
version: '2.0'
name: costly
workflows:
  main:
    tasks:
      a: {with-items: i in <% range(3000) %>, action: "std.echo output=<% range(20000).select($ * 2).sum() %>"}
`;
const HONEST = `
version: '2.0'
name: honest
workflows:
  main:
    tasks:
      a: {action: std.noop, on-success: [b]}
      b: {action: std.noop}
`;
const KILLS = 3;

let scratch: ScratchDatabase;
let database: OpenDatabase;
let workers: EngineWorkers;

beforeAll(async () => {
  scratch = await scratchDatabase();
  database = await openDatabase(scratch, WORKFLOW_ENGINE_RECORDS);
  workers = await EngineWorkers.start(scratch, 1);
});
afterAll(async () => {
  await workers.stop();
  await database.close();
  await scratch.drop();
});

async function start(workflowName: string): Promise<string> {
  const executionId = newId();
  await workers.call('startExecution', {
    executionId,
    workflowName,
    input: {},
    environment: {},
    description: '',
  });
  return executionId;
}

async function stateOf(id: string): Promise<string> {
  const sql = `SELECT state FROM engine_executions WHERE id = '${id}'`;
  const [row] = await database.session.manager.query<{ state: string }[]>(sql);
  return row?.state ?? 'NONE';
}

it('lets others go on after each kill amid a costly step, which ends by its limits', async () => {
  await workers.call('saveWorkbook', COSTLY);
  await workers.call('saveWorkbook', HONEST);
  const hostile = await start('costly.main');
  for (let kill = 0; kill < KILLS; kill += 1) {
    await workers.replace(0);
    const honest = await start('honest.main');
    await until(async () => (await stateOf(honest)) === 'SUCCESS', 20_000);
  }
  const ended = await until(async () => /SUCCESS|ERROR/.exec(await stateOf(hostile)), 60_000);
  expect(ended?.[0]).toBe('ERROR');
}, 120_000);

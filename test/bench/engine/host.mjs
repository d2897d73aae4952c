import process from 'node:process';
import { setImmediate } from 'node:timers';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../dist/database/data-source-options.js';
import { openReading } from '../../../dist/database/database.module.js';
import { DatabaseSession } from '../../../dist/database/database-session.js';
import { SystemClock } from '../../../dist/shared/domain/clock.js';
import { newId } from '../../../dist/shared/domain/ids.js';
import {
  ActionRegistry,
  standardActions,
} from '../../../dist/modules/workflow-engine/infrastructure/actions/action-registry.js';
import { EmbeddedWorkflowEngine } from '../../../dist/modules/workflow-engine/infrastructure/embedded/embedded-workflow-engine.js';
import { DEFAULT_ENGINE_OPTIONS } from '../../../dist/modules/workflow-engine/infrastructure/embedded/engine-options.js';
import { WORKFLOW_ENGINE_RECORDS } from '../../../dist/modules/workflow-engine/infrastructure/embedded/records.js';
import { HANDED_WORKBOOK, STATION, WORKBOOK, workflowOf } from './scenarios.mjs';

const SCOPE = { projectId: 'bench', token: async () => 'none' };
const FINAL = new Set(['SUCCESS', 'ERROR', 'CANCELLED']);

/**
 * The engine as the service has it, in a process of its own: its real store, its real database session, nothing beside.
 *
 * @typedef {{ kind: 'run', scenario: import('./scenarios.mjs').Scenario } | { kind: 'memory' }} Order
 * @typedef {{ seconds: number, cpuSeconds: number }} Took
 * @typedef {{ heapMb: number, rssMb: number }} Memory
 */

const clock = new SystemClock();
const databaseUrl = process.env.DATABASE_URL;
const settings = { dataDir: process.env.SOLUM_DATA_DIR ?? '.', ...(databaseUrl ? { databaseUrl } : {}) };
const writing = await new DataSource({
  ...dataSourceOptions(settings),
  entities: WORKFLOW_ENGINE_RECORDS,
  migrationsRun: true,
}).initialize();
const reading = await openReading(writing);
const session = new DatabaseSession(writing, reading);

/** Answers as a station does: the work is taken, and reported as done by somebody else. */
const station = {
  name: STATION,
  className: 'bench.Station',
  parameters: [],
  asynchronous: true,
  run: async (/** @type {object} */ _input, /** @type {{ actionExecutionId: string }} */ context) => {
    setImmediate(() => void complete(context.actionExecutionId));
    return undefined;
  },
};
const registry = new ActionRegistry([...standardActions(clock), station]);
const engine = new EmbeddedWorkflowEngine(session, clock, registry, DEFAULT_ENGINE_OPTIONS);

/** @param {string} actionId */
async function complete(actionId) {
  await engine.completeAction(SCOPE, actionId, { state: 'SUCCESS', output: { job: 'done' } });
}

/** @type {Map<string, () => void>} */
const waiting = new Map();
engine.onEvent(({ executionId, kind, state }) => {
  if (kind === 'execution' && FINAL.has(state)) waiting.get(executionId)?.();
});
engine.onApplicationBootstrap();
await engine.saveWorkbook(SCOPE, WORKBOOK);
await engine.saveWorkbook(SCOPE, HANDED_WORKBOOK);

/**
 * @param {string} workflowName
 * @returns {Promise<string>} the execution's id, once it has ended
 */
async function execute(workflowName) {
  const executionId = newId();
  const ended = new Promise((resolve) => waiting.set(executionId, () => resolve(undefined)));
  await engine.startExecution(SCOPE, {
    executionId,
    workflowName,
    input: {},
    environment: {},
    description: '',
  });
  await ended;
  waiting.delete(executionId);
  return executionId;
}

/**
 * @param {import('./scenarios.mjs').Scenario} scenario
 * @returns {Promise<Took>}
 */
async function run(scenario) {
  const workflowName = workflowOf(scenario);
  const cpu = process.cpuUsage();
  const began = process.hrtime.bigint();
  /** @type {string[]} */
  const ids = [];
  for (let started = 0; started < scenario.executions; started += scenario.atOnce) {
    ids.push(...(await Promise.all(Array.from({ length: scenario.atOnce }, () => execute(workflowName)))));
  }
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  await requireSuccess(ids);
  return { seconds, cpuSeconds: (user + system) / 1e6 };
}

/**
 * What the database says is what counts.
 *
 * @param {readonly string[]} ids
 */
async function requireSuccess(ids) {
  for (const id of [ids[0], ids.at(-1)]) {
    const { state, stateInfo } = await engine.getExecution(SCOPE, id);
    if (state !== 'SUCCESS') throw new Error(`Execution ${id} ended in ${state}: ${stateInfo}`);
  }
}

/** @returns {Memory} */
function memory() {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapMb: heapUsed / 2 ** 20, rssMb: rss / 2 ** 20 };
}

process.on('message', async (/** @type {Order} */ order) => {
  process.send?.(order.kind === 'run' ? await run(order.scenario) : memory());
});
process.once('disconnect', () => process.exit());
process.once('SIGTERM', async () => {
  await engine.beforeApplicationShutdown();
  process.exit();
});
process.send?.('ready');

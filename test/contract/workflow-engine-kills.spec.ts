import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import http from 'node:http';
import { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { EngineTask } from '../../src/modules/workflow-engine/domain/workflow-engine.js';
import { ActionRegistry } from '../../src/modules/workflow-engine/infrastructure/actions/action-registry.js';
import { EmbeddedWorkflowEngine } from '../../src/modules/workflow-engine/infrastructure/embedded/embedded-workflow-engine.js';
import { WORKFLOW_ENGINE_RECORDS } from '../../src/modules/workflow-engine/infrastructure/embedded/records.js';
import { SystemClock } from '../../src/shared/domain/clock.js';
import { newId } from '../../src/shared/domain/ids.js';
import { OpenDatabase, openDatabase, ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { eventually } from './workflow-engine.harness.js';
import { ENDS, KINDS, WORKBOOKS } from './workflow-engine-kills.workbooks.js';
import { EngineWorkers } from './workflow-engine-workers.js';

const SCOPE = { projectId: 'demo', token: async () => 'none' };
/** Of each kind, in each round. */
const PER_ROUND = 5;
const ROUNDS = 5;
const EXECUTIONS = KINDS.length * PER_ROUND * ROUNDS;
const PACE = { everyMs: 50, atMostMs: 60_000 };
/** A round makes over a hundred. */
const REQUESTS_BEFORE_A_KILL = 45;
const ATTEMPTS_OF_FLAKY = 3;
/** A request that its process sent before it lost its lease may be read that much later on a busy machine; a lease is longer. */
const UNDER_WAY_MS = 750;

interface Request {
  readonly execution: string;
  readonly job: string;
}

describe('two processes of the embedded engine that are killed at random', () => {
  let scratch: ScratchDatabase;
  let database: OpenDatabase;
  let workers: EngineWorkers;
  /** Only asked what the database holds: it never runs anything. */
  let reader: EmbeddedWorkflowEngine;
  let station: http.Server;
  let environment: { station: string };
  let requests = 0;
  let kills = 0;
  let onRequest = (): void => {};
  const twice: Request[] = [];

  beforeAll(async () => {
    scratch = await scratchDatabase();
    database = await openDatabase(scratch, WORKFLOW_ENGINE_RECORDS);
    reader = new EmbeddedWorkflowEngine(database.session, new SystemClock(), new ActionRegistry([]), {
      sweepIntervalMs: 1000,
      leaseMs: 1000,
    });
    station = http.createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => station.listen(0, '127.0.0.1', resolve));
    environment = { station: `http://127.0.0.1:${(station.address() as AddressInfo).port}` };
    workers = await EngineWorkers.start(scratch, 2);
    for (const workbook of WORKBOOKS) await workers.call('saveWorkbook', workbook);
  }, 60_000);

  afterAll(async () => {
    await workers.stop();
    station.closeAllConnections();
    station.close();
    await database.close();
    await scratch.drop();
  });

  /** `broken` fails always, `flaky` until its third attempt; an order is delivered by itself a little later. */
  async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const readAt = Date.now();
    const asked = (await json(request)) as Request;
    requests += 1;
    onRequest();
    const task = (await reader.listTasks(SCOPE, asked.execution)).find(({ name }) => name === asked.job);
    const action = request.headers['mistral-action-execution-id'];
    // An order may come again, as the same action: its station knows it by that.
    const known = action !== undefined && task?.actionExecutionIds.includes(String(action));
    if (task?.finishedAt && task.finishedAt.getTime() < readAt - UNDER_WAY_MS && !known) twice.push(asked);
    const succeeds =
      asked.job === 'flaky' ? (task?.attempts ?? 0) >= ATTEMPTS_OF_FLAKY : asked.job !== 'broken';
    response.writeHead(succeeds ? 200 : 500, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ job: asked.job }));
    if (action)
      await workers.call('completeAction', action, { state: 'SUCCESS', output: { job: asked.job } });
  }

  async function start(kind: string): Promise<string> {
    const executionId = newId();
    await workers.call('startExecution', {
      executionId,
      workflowName: `${kind}.main`,
      input: {},
      environment: { ...environment, execution: executionId },
      description: '',
    });
    return executionId;
  }

  /** How it has ended, in what does not differ from one execution to the next. */
  async function ended(id: string) {
    const { state, output } = await eventually(
      async () => {
        const execution = await reader.getExecution(SCOPE, id);
        return ['SUCCESS', 'ERROR'].includes(execution.state) ? execution : undefined;
      },
      `an end of ${id}`,
      PACE,
    );
    const tasks = (await reader.listTasks(SCOPE, id)).map(shown).sort();
    return { state, output: state === 'SUCCESS' ? output : null, tasks };
  }

  /** Kills one of the two, or both, after some requests, and again while there are more. */
  async function killing(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await requestsMade(Math.random() * REQUESTS_BEFORE_A_KILL, stop);
      await wait(Math.random() * 30);
      const victims = Math.random() < 0.25 ? [0, 1] : [Math.round(Math.random())];
      kills += victims.length;
      await Promise.all(victims.map((index) => workers.replace(index)));
    }
  }

  function requestsMade(count: number, stop: AbortSignal): Promise<void> {
    if (stop.aborted) return Promise.resolve();
    const until = requests + count;
    return new Promise((resolve) => {
      onRequest = () => {
        if (requests >= until) resolve();
      };
      stop.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  it(`end ${EXECUTIONS} executions as without the kills, and run no finished task again`, async () => {
    const undisturbed = new Map<string, Awaited<ReturnType<typeof ended>>>();
    for (const kind of KINDS) undisturbed.set(kind, await ended(await start(kind)));
    expect([...undisturbed.values()]).toMatchObject(KINDS.map((kind) => ({ state: ENDS[kind] })));
    for (let round = 0; round < ROUNDS; round += 1) {
      const kinds = KINDS.flatMap((kind) => Array.from({ length: PER_ROUND }, () => kind));
      const over = new AbortController();
      const killed = killing(over.signal);
      const ids = await Promise.all(kinds.map((kind) => start(kind)));
      for (const [index, id] of ids.entries()) {
        expect({ id, ...(await ended(id)) }).toEqual({ id, ...undisturbed.get(kinds[index] ?? '') });
      }
      over.abort();
      await killed;
    }
    expect(kills).toBeGreaterThanOrEqual(ROUNDS);
    expect(twice).toEqual([]);
  }, 400_000);
});

function shown({ name, workflowName, state, attempts, published }: EngineTask): string {
  return JSON.stringify([workflowName, name, state, attempts, published]);
}

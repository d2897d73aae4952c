import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { service } from '../contenders.mjs';
import { requestOf, stormOf } from './deliveries.mjs';
import { StormEngine } from './engine.mjs';

const PIPELINES = 5;
const POSTERS = 24;
const PATIENCE_MS = 180_000;

/**
 * What the storm came to. All lists are empty where nothing is wrong.
 *
 * @typedef {object} StormResult
 * @property {number} posted deliveries
 * @property {number} attempts requests, with those that were repeated after a lost connection or a 5xx
 * @property {number} kills
 * @property {number} refused requests that the engine answered 503
 * @property {number} executions that webhooks started
 * @property {number} seconds until the last delivery was answered
 * @property {number} settled seconds until the engine had them all
 * @property {string[]} wrong
 */

/**
 * Posts `count` deliveries as a git host does, which tries again where the connection is lost or the answer is a 5xx, while
 * the service is killed `kills` times and the engine is away for a part of it.
 *
 * @param {Record<string, string>} database how the service reaches it
 * @param {{ count: number, kills: number }} options
 * @returns {Promise<StormResult>}
 */
export async function storm(database, { count, kills }) {
  const engine = await new StormEngine().start();
  const solum = await service({
    ...database,
    SOLUM_WORKFLOW_ENGINE: 'mistral',
    SOLUM_MISTRAL_URL: engine.url,
    OS_AUTH_URL: 'http://127.0.0.1:9/v3',
    OS_USERNAME: 'nobody',
    OS_PASSWORD: 'nothing',
    SOLUM_LOG_LEVEL: 'silent',
  });
  try {
    await solum.start();
    const pipelines = await makePipelines(solum.url);
    const deliveries = stormOf(pipelines, count);
    const began = performance.now();
    const posting = post(solum, engine, deliveries, kills);
    const { attempts, killed, wrong } = await posting;
    const seconds = (performance.now() - began) / 1000;
    const good = deliveries.filter(({ kind }) => kind === 'good');
    const settled = await untilSettled(engine, good.length + pipelines.length);
    const found = await Promise.all(pipelines.map((pipeline) => read(solum.url, pipeline)));
    const executions = found.flatMap((each) => each.executions);
    return {
      posted: deliveries.length,
      attempts,
      kills: killed,
      refused: engine.refused,
      executions: executions.length,
      seconds,
      settled: seconds + settled,
      wrong: [
        ...wrong,
        ...mistakes(
          deliveries,
          found.flatMap((each) => each.rows),
          executions,
          engine,
        ),
      ],
    };
  } finally {
    await solum.stop();
    await engine.stop();
  }
}

/**
 * @param {import('../contenders.mjs').Contender} solum
 * @param {StormEngine} engine
 * @param {readonly import('./deliveries.mjs').StormDelivery[]} deliveries
 * @param {number} kills
 */
async function post(solum, engine, deliveries, kills) {
  const waiting = [...deliveries];
  /** @type {string[]} */
  const wrong = [];
  let attempts = 0;
  let answered = 0;
  let killed = 0;
  const poster = async () => {
    for (let delivery = waiting.pop(); delivery; delivery = waiting.pop()) {
      const { tries, status } = await deliver(delivery);
      attempts += tries;
      answered += 1;
      engine.away = answered > deliveries.length * 0.2 && answered < deliveries.length * 0.6;
      const expected = ['forged', 'unsigned'].includes(delivery.kind) ? 401 : 202;
      if (status !== expected) wrong.push(`a ${delivery.kind} one was answered ${status}`);
    }
  };
  const killer = async () => {
    while (killed < kills && answered < deliveries.length) {
      if (answered >= ((killed + 0.5) * deliveries.length) / kills) {
        await solum.kill();
        killed += 1;
        await solum.start();
      } else await wait(5);
    }
  };
  await Promise.all([killer(), ...Array.from({ length: POSTERS }, poster)]);
  engine.away = false;
  return { attempts, killed, wrong };
}

/** @param {import('./deliveries.mjs').StormDelivery} delivery */
async function deliver(delivery) {
  const { url, ...request } = requestOf(delivery);
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(url, { method: 'POST', ...request }).catch(() => undefined);
    await answer?.text().catch(() => undefined);
    if (answer && answer.status < 500) return { tries, status: answer.status };
    await wait(100);
  }
}

/** @param {string} url */
export async function makePipelines(url, count = PIPELINES) {
  const send = async (/** @type {string} */ path, /** @type {object} */ body) => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const artifacts = [{ name: 'shop', content: { href: 'https://git.example.org/storm/shop.git' } }];
  const plan = await send('/v1/plans', { version: 1, name: 'storm', artifacts });
  /** @type {import('./deliveries.mjs').Target[]} */
  const pipelines = [];
  for (let index = 0; index < count; index += 1) {
    const trigger = { rate_limit: 60_000 };
    const body = { name: `storm-${index}`, plan_uri: plan.uri, workbook_name: 'build', trigger };
    pipelines.push(await send('/v1/pipelines', body));
  }
  return pipelines;
}

/** Seconds until the engine has so many executions. @param {StormEngine} engine @param {number} count */
async function untilSettled(engine, count) {
  const began = performance.now();
  while (engine.started.size < count && performance.now() - began < PATIENCE_MS) await wait(50);
  return (performance.now() - began) / 1000;
}

/** @param {string} url @param {import('./deliveries.mjs').Target} pipeline */
async function read(url, { uuid }) {
  const all = async (/** @type {string} */ path) => {
    /** @type {any[]} */
    const items = [];
    for (let next = /** @type {string | undefined} */ (`${url}/v1/pipelines/${uuid}/${path}`); next;) {
      const answer = await fetch(next);
      items.push(.../** @type {any[]} */ (await answer.json()));
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    return items;
  };
  return { rows: await all('deliveries'), executions: await all('executions?trigger=webhook') };
}

/**
 * @param {readonly import('./deliveries.mjs').StormDelivery[]} deliveries
 * @param {readonly any[]} rows
 * @param {readonly any[]} executions
 * @param {StormEngine} engine
 * @returns {string[]}
 */
function mistakes(deliveries, rows, executions, engine) {
  /** @type {string[]} */
  const wrong = [];
  const count = (/** @type {readonly any[]} */ items, /** @type {(item: any) => string} */ keyOf) => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
    return counts;
  };
  const runs = count(executions, ({ pipeline_id: pipeline, commit }) => `${pipeline} ${commit}`);
  const seen = count(rows, ({ host_delivery_id: id, verdict }) => `${id} ${verdict === 'rejected'}`);
  for (const { pipeline, id, kind, commit } of deliveries) {
    const isBad = kind === 'forged' || kind === 'unsigned';
    const found = runs.get(`${pipeline.uuid} ${commit}`) ?? 0;
    if (found !== (isBad ? 0 : 1)) wrong.push(`a ${kind} one has ${found} executions`);
    const rowsOfIt = seen.get(`${id} ${isBad}`) ?? 0;
    if (isBad ? rowsOfIt < 1 : rowsOfIt !== 1) wrong.push(`a ${kind} one has ${rowsOfIt} rows`);
  }
  const started = rows.filter(({ verdict }) => verdict === 'started').map((row) => row.execution_id);
  const ids = new Set(executions.map(({ uuid }) => uuid));
  if (started.length !== ids.size) wrong.push(`${started.length} rows started ${ids.size} executions`);
  for (const id of started) if (!ids.has(id)) wrong.push(`the execution ${id} of a row is not there`);
  for (const id of ids)
    if (!engine.started.has(id)) wrong.push(`the execution ${id} never reached the engine`);
  for (const { uuid, state } of executions)
    if (state !== 'SUCCESS' && !engine.started.has(uuid)) wrong.push(`the execution ${uuid} is ${state}`);
  return wrong;
}

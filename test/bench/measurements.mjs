import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { forgetRuns } from './databases.mjs';

const LOAD = fileURLToPath(new URL('load.mjs', import.meta.url));
const WARM_UP_SECONDS = 3;
const JSON_BODY = { headers: { 'content-type': 'application/json' }, body: '{}' };

/**
 * What is measured: the requests, and whether a round leaves work behind it that must not run into the next one.
 *
 * @typedef {{ name: string, requests: (ids: string[]) => import('autocannon').Request[], leavesRuns: boolean }} Measurement
 * @type {Measurement[]}
 */
export const MEASUREMENTS = [
  {
    name: 'get_pipeline',
    requests: (ids) => ids.map((id) => ({ method: 'GET', path: `/v1/pipelines/${id}` })),
    leavesRuns: false,
  },
  {
    name: 'list_100',
    requests: () => [{ method: 'GET', path: '/v1/pipelines?limit=100' }],
    leavesRuns: false,
  },
  {
    name: 'post_execution',
    requests: (ids) =>
      ids.map((id) => ({ method: 'POST', path: `/v1/pipelines/${id}/executions`, ...JSON_BODY })),
    leavesRuns: true,
  },
];

/**
 * The two contenders over one database.
 *
 * @typedef {object} Arena
 * @property {number} size pipelines in the database
 * @property {import('./databases.mjs').BenchDatabase} database
 * @property {import('./contenders.mjs').Contender} service
 * @property {import('./contenders.mjs').Contender} limit
 * @property {string[]} ids of some of its pipelines
 *
 * @typedef {{ rounds: number, seconds: number, connections: number }} Effort
 * @typedef {Omit<import('./load.mjs').Figures, 'count'>} Medians
 * @typedef {import('./load.mjs').Figures} Figures
 */

/** Each of these rounds takes a start of the server. */
const MOST_ROUNDS_WITH_RUNS = 3;

/**
 * Measures all contenders of all arenas in turn, so that what else the machine does falls on each of them, and answers
 * the medians of the rounds in the order of the arenas.
 *
 * @param {Measurement} measurement
 * @param {Arena[]} arenas
 * @param {Effort} effort
 */
export async function measure(measurement, arenas, effort) {
  const turns = arenas.flatMap((arena) => [
    { arena, contender: arena.service, figures: /** @type {Figures[]} */ ([]) },
    { arena, contender: arena.limit, figures: /** @type {Figures[]} */ ([]) },
  ]);
  const work = measurement.leavesRuns ? loadAlone : loadOf;
  const rounds = measurement.leavesRuns ? Math.min(effort.rounds, MOST_ROUNDS_WITH_RUNS) : effort.rounds;
  for (const arena of arenas) await requireSameAnswers(measurement, arena);
  if (measurement.leavesRuns) await everybody(arenas, 'stop');
  for (let round = 0; round < rounds; round += 1) {
    for (const { arena, contender, figures } of round % 2 === 0 ? turns : turns.toReversed()) {
      figures.push(await work(measurement, arena, contender, effort, round === 0));
    }
  }
  if (measurement.leavesRuns) await everybody(arenas, 'start');
  const of = (/** @type {unknown} */ one) =>
    medians(turns.find(({ contender }) => contender === one)?.figures ?? []);
  return arenas.map(({ service, limit }) => ({ ours: of(service), theirs: of(limit) }));
}

/**
 * @param {Arena[]} arenas
 * @param {'start' | 'stop'} action
 */
async function everybody(arenas, action) {
  await Promise.all(arenas.flatMap(({ service, limit }) => [service[action](), limit[action]()]));
}

/**
 * Executions go on behind the answer: the others must be away, and what this one left goes with it.
 *
 * @param {Measurement} measurement
 * @param {Arena} arena
 * @param {import('./contenders.mjs').Contender} contender
 * @param {Effort} effort
 */
async function loadAlone(measurement, arena, contender, effort) {
  await forgetRuns(arena.database);
  await contender.start();
  const figures = await loadOf(measurement, arena, contender, effort, true);
  await contender.stop();
  await forgetRuns(arena.database);
  return figures;
}

/**
 * @param {Measurement} measurement
 * @param {Arena} arena
 * @param {import('./contenders.mjs').Contender} contender
 * @param {Effort} effort
 * @param {boolean} cold whether the server has still to be warmed up
 */
async function loadOf(measurement, { ids }, { url }, { seconds, connections }, cold) {
  const job = { url, requests: measurement.requests(ids), connections };
  if (cold) await load({ ...job, seconds: WARM_UP_SECONDS });
  return load({ ...job, seconds });
}

/**
 * One load of requests, made by a process of its own.
 *
 * @param {import('./load.mjs').Load} job
 * @returns {Promise<Figures>}
 */
export function load(job) {
  return new Promise((resolve, reject) => {
    const child = fork(LOAD);
    child.once('message', (figures) => {
      resolve(/** @type {Figures} */ (figures));
      child.disconnect();
    });
    child.once('exit', (code) => reject(new Error(`The load generator ended with ${code}.`)));
    child.send(job);
  });
}

/**
 * A limit that answered something else would measure nothing: reads must be equal byte by byte, writes but for the new
 * execution's id and times.
 *
 * @param {Measurement} measurement
 * @param {Arena} arena
 */
async function requireSameAnswers({ name, leavesRuns, requests }, { service, limit, ids }) {
  for (const { method, path, headers, body } of requests(ids).slice(0, 20)) {
    const [ours, theirs] = await Promise.all(
      [service, limit].map(async ({ url }) => {
        const answer = await fetch(`${url}${path}`, { method, headers, body });
        const text = await answer.text();
        return `${answer.status} ${leavesRuns ? withoutIdentity(text) : text}`;
      }),
    );
    if (ours !== theirs)
      throw new Error(`${name}: the answers differ.\nservice: ${ours}\nlimit:   ${theirs}`);
  }
}

/** @param {string} text */
function withoutIdentity(text) {
  const { uuid } = JSON.parse(text);
  return text.replaceAll(uuid, 'UUID').replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"TIME"');
}

/**
 * @param {Figures[]} rounds
 * @returns {Medians}
 */
function medians(rounds) {
  const median = (/** @type {(round: Figures) => number} */ of) => {
    const sorted = rounds.map(of).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  };
  return { rps: median(({ rps }) => rps), p50: median(({ p50 }) => p50), p99: median(({ p99 }) => p99) };
}

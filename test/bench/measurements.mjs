import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { forgetRuns } from './databases.mjs';

const LOAD = fileURLToPath(new URL('load.mjs', import.meta.url));
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
 * @typedef {{ rounds: number, seconds: number, connections: number }} Effort
 * @typedef {import('./load.mjs').Figures} Figures
 */

/**
 * Measures both in turn, so that what else the machine does falls on both, and answers the medians of the rounds.
 *
 * @param {Measurement} measurement
 * @param {{ service: import('./contenders.mjs').Contender, limit: import('./contenders.mjs').Contender }} contenders
 * @param {import('./databases.mjs').BenchDatabase} database
 * @param {string[]} ids
 * @param {Effort} effort
 */
export async function measure(measurement, contenders, database, ids, effort) {
  const { service, limit } = contenders;
  const requests = measurement.requests(ids);
  /** @type {Map<unknown, Figures[]>} */
  const figures = new Map([service, limit].map((contender) => [contender, []]));
  await requireSameAnswers(measurement, contenders, requests);
  for (let round = 0; round < effort.rounds; round += 1) {
    for (const contender of round % 2 === 0 ? [service, limit] : [limit, service]) {
      const one = () => loadOf(contender.url, requests, effort, round === 0 || measurement.leavesRuns);
      figures
        .get(contender)
        ?.push(await (measurement.leavesRuns ? alone(contender, contenders, database, one) : one()));
    }
  }
  const [ours, theirs] = [service, limit].map((contender) => medians(figures.get(contender) ?? []));
  return { ours, theirs };
}

/**
 * Executions go on behind the answer, so the other one must be away, and what they left with it.
 *
 * @param {import('./contenders.mjs').Contender} contender
 * @param {{ service: import('./contenders.mjs').Contender, limit: import('./contenders.mjs').Contender }} contenders
 * @param {import('./databases.mjs').BenchDatabase} database
 * @param {() => Promise<Figures>} work
 */
async function alone(contender, contenders, database, work) {
  await Promise.all([contenders.service.stop(), contenders.limit.stop()]);
  await forgetRuns(database);
  await contender.start();
  const figures = await work();
  await contender.stop();
  await forgetRuns(database);
  await Promise.all([contenders.service.start(), contenders.limit.start()]);
  return figures;
}

/**
 * @param {string} url
 * @param {import('autocannon').Request[]} requests
 * @param {Effort} effort
 * @param {boolean} cold whether the server has still to be warmed up
 */
async function loadOf(url, requests, { seconds, connections }, cold) {
  if (cold) await load({ url, requests, connections, seconds: Math.min(seconds, 3) });
  return load({ url, requests, connections, seconds });
}

/**
 * @param {import('./load.mjs').Load} job
 * @returns {Promise<Figures>}
 */
function load(job) {
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
 * @param {{ service: import('./contenders.mjs').Contender, limit: import('./contenders.mjs').Contender }} contenders
 * @param {import('autocannon').Request[]} requests
 */
async function requireSameAnswers({ name, leavesRuns }, { service, limit }, requests) {
  for (const { method, path, headers, body } of requests.slice(0, 20)) {
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

/** @param {Figures[]} rounds */
function medians(rounds) {
  const median = (/** @type {(round: Figures) => number} */ of) => {
    const sorted = rounds.map(of).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  };
  return { rps: median(({ rps }) => rps), p50: median(({ p50 }) => p50), p99: median(({ p99 }) => p99) };
}

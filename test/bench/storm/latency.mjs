import { performance } from 'node:perf_hooks';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { service } from '../contenders.mjs';
import { requestOf, stormOf } from './deliveries.mjs';
import { makePipelines } from './storm.mjs';

/**
 * How long the answers take at a steady rate: each delivery is sent when its time has come, whether the ones before it are
 * answered or not, and its time runs from when it was due.
 *
 * @param {Record<string, string>} database
 * @param {{ perSecond: number, seconds: number, pipelines: number }} options
 * @returns {Promise<{ sent: number, statuses: Record<number, number>, p50: number, p99: number, max: number }>} milliseconds
 */
export async function answerTimes(database, { perSecond, seconds, pipelines: count }) {
  const solum = await service(database);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  try {
    await solum.start();
    const pipelines = await makePipelines(solum.url, count);
    await pace(agent, stormOf(pipelines, perSecond * 2), perSecond);
    const deliveries = stormOf(pipelines, perSecond * seconds);
    const answers = await pace(agent, deliveries, perSecond);
    const times = answers.map(({ took }) => took).sort((a, b) => a - b);
    /** @type {Record<number, number>} */
    const statuses = {};
    for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1;
    const at = (/** @type {number} */ share) => times[Math.ceil(times.length * share) - 1] ?? NaN;
    return { sent: answers.length, statuses, p50: at(0.5), p99: at(0.99), max: at(1) };
  } finally {
    agent.destroy();
    await solum.stop();
  }
}

/**
 * @param {Agent} agent
 * @param {readonly import('./deliveries.mjs').StormDelivery[]} deliveries
 * @param {number} perSecond
 */
async function pace(agent, deliveries, perSecond) {
  const requests = deliveries.map(requestOf);
  const began = performance.now();
  /** @type {Promise<{ status: number, took: number }>[]} */
  const answers = [];
  for (const [index, each] of requests.entries()) {
    const due = began + (index * 1000) / perSecond;
    if (due > performance.now()) await wait(due - performance.now());
    answers.push(send(agent, each).then((status) => ({ status, took: performance.now() - due })));
  }
  return Promise.all(answers);
}

/**
 * @param {Agent} agent
 * @param {ReturnType<typeof requestOf>} request
 * @returns {Promise<number>}
 */
function send(agent, { url, body, headers }) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: 'POST', headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    sent.once('error', reject).end(body);
  });
}

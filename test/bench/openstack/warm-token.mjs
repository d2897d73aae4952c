import { readFileSync } from 'node:fs';
import { service } from '../contenders.mjs';
import { fill, sampleIds } from '../databases.mjs';
import { load } from '../measurements.mjs';

const ROWS = 1000;
const SAMPLE = 1000;
const CONNECTIONS = 10;
const WARM_UP_SECONDS = 3;
/** Of processor time in /proc, in a second (USER_HZ is 100 on every Linux). */
const TICKS = 100;
const PLAN = {
  version: 1,
  name: 'shop',
  artifacts: [{ name: 'shop', content: { href: 'https://git.example.org/shop.git' } }],
};

/**
 * The same GET of two services, with a database of the same content each: one asks Keystone about tokens, and knows the one
 * that comes with every request; the other has the development strategy, and ignores it. Both at the same time, so that what
 * else the machine does falls on each of them alike. The processor time of a request is measured too.
 *
 * @param {import('../databases.mjs').BenchDatabase[]} databases two
 * @param {import('./cloud-user.mjs').CloudUser} user
 * @param {{ rounds: number, seconds: number }} effort
 * @returns {Promise<import('./first-task.mjs').Samples & { cpuRatios: number[] }>}
 */
export async function measureWarmToken([ours, theirs], user, { rounds, seconds }) {
  /** @type {import('../contenders.mjs').Contender[]} */
  const started = [];
  const contender = async (
    /** @type {any} */ database,
    /** @type {Record<string, string>} */ environment,
  ) => {
    const one = await service({ ...database.environment, ...environment });
    started.push(one);
    await one.start();
    await makePipeline(one.url, user);
    await fill(database, ROWS);
    const ids = await sampleIds(database, SAMPLE);
    const headers = { 'x-auth-token': user.token };
    const requests = ids.map((id) => ({
      method: /** @type {const} */ ('GET'),
      path: `/v1/pipelines/${id}`,
      headers,
    }));
    const run = (/** @type {number} */ length) =>
      load({ url: one.url, requests, connections: CONNECTIONS, seconds: length });
    await run(WARM_UP_SECONDS);
    return async () => {
      const before = cpuSeconds(one.pid);
      const { rps, count } = await run(seconds);
      return { rps, cpu: (cpuSeconds(one.pid) - before) / count };
    };
  };
  try {
    const keystone = await contender(ours, user.serviceEnvironment);
    const development = await contender(theirs, { SOLUM_AUTH_STRATEGY: 'development' });
    const samples = { ours: [], theirs: [], cpuRatios: [] };
    for (let turn = 0; turn < rounds; turn += 1) {
      const [own, other] = await Promise.all([keystone(), development()]);
      samples.ours.push(own.rps);
      samples.theirs.push(other.rps);
      samples.cpuRatios.push(own.cpu / other.cpu);
    }
    return samples;
  } finally {
    for (const one of started) await one.stop();
  }
}

/**
 * @param {string} url
 * @param {import('./cloud-user.mjs').CloudUser} user
 */
async function makePipeline(url, user) {
  const plan = await user.asUser('POST', `${url}/v1/plans`, PLAN);
  const pipeline = { name: 'shop', plan_uri: plan.uri, workbook_name: 'build', tags: ['web', 'team-a'] };
  await user.asUser('POST', `${url}/v1/pipelines`, pipeline);
}

/**
 * In user and kernel mode, all threads: the fields 14 and 15 of proc(5).
 *
 * @param {number} pid
 */
function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user, kernel] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(kernel)) / TICKS;
}

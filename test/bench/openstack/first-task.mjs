import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { service } from '../contenders.mjs';
import { FirstTaskBell } from './first-task-bell.mjs';

const WARM_UP = 3;
/** After an execution has ended, for whoever wants to know of it. */
const SETTLED_MS = 200;
const WORKBOOK = 'bench_first_task';
const PLAN = {
  version: 1,
  name: 'bench',
  artifacts: [{ name: 'bench', content: { href: 'https://git.example.org/bench.git' } }],
};

/** @typedef {{ ours: number[], theirs: number[] }} Samples milliseconds; those of one index were taken one after the other */

/**
 * From a trigger's POST, which bears no token, to the moment when Mistral's first task calls, beside a bare POST of the same
 * workflow to Mistral with a token of such a trust as the pipeline has. In turn, and never two at once.
 *
 * The bare POST says nothing but the workflow's name, over a connection that is kept. What the service sends has an id, the
 * stations' environment and the address for events besides.
 *
 * @param {import('../databases.mjs').BenchDatabase} database
 * @param {import('./cloud-user.mjs').CloudUser} user
 * @param {number} count
 * @returns {Promise<Samples>}
 */
export async function measureFirstTask(database, user, count) {
  const bell = await FirstTaskBell.open();
  const solum = await service({
    ...database.environment,
    ...user.serviceEnvironment,
    SOLUM_WORKFLOW_ENGINE: 'mistral',
  });
  const agent = new Agent({ keepAlive: true });
  try {
    await solum.start();
    const pipeline = await makePipeline(solum.url, user, bell.url);
    const trigger = () => post(agent, pipeline.trigger_uri, {});
    const bare = () =>
      post(
        agent,
        `${user.mistralUrl}/executions`,
        { 'x-auth-token': user.trustToken },
        { workflow_name: `${WORKBOOK}.main` },
      );
    const sample = async (/** @type {typeof trigger} */ start) => {
      const [took, started] = await Promise.all([bell.untilRung(), start()]);
      await user.untilEnded(started.execution_id ?? started.id);
      await wait(SETTLED_MS);
      return took;
    };
    const samples = await inTurn(
      count,
      () => sample(trigger),
      () => sample(bare),
    );
    await user.asUser('DELETE', `${solum.url}/v1/pipelines/${pipeline.uuid}`);
    return samples;
  } finally {
    await solum.stop();
    agent.destroy();
    await bell.close();
  }
}

/**
 * @param {number} count
 * @param {() => Promise<number>} ours
 * @param {() => Promise<number>} theirs
 * @returns {Promise<Samples>}
 */
async function inTurn(count, ours, theirs) {
  const samples = { ours: /** @type {number[]} */ ([]), theirs: /** @type {number[]} */ ([]) };
  for (let turn = -WARM_UP; turn < count; turn += 1) {
    const pair = { ours: NaN, theirs: NaN };
    if (turn % 2 === 0) pair.ours = await ours();
    pair.theirs = await theirs();
    if (turn % 2 !== 0) pair.ours = await ours();
    if (turn < 0) continue;
    samples.ours.push(pair.ours);
    samples.theirs.push(pair.theirs);
  }
  return samples;
}

/**
 * By the API, as a user would: a pipeline whose only task calls at once.
 *
 * @param {string} url the service's
 * @param {import('./cloud-user.mjs').CloudUser} user
 * @param {string} bellUrl
 */
async function makePipeline(url, user, bellUrl) {
  const workbook = `---
version: '2.0'
name: ${WORKBOOK}
workflows:
  main:
    tasks:
      first:
        action: std.http
        input:
          url: ${bellUrl}
`;
  await user.asUser('DELETE', `${url}/v1/workbooks/${WORKBOOK}`);
  await user.asUser('POST', `${url}/v1/workbooks`, workbook);
  const plan = await user.asUser('POST', `${url}/v1/plans`, PLAN);
  const trigger = { unsigned: 'allowed' };
  const pipeline = { name: 'bench', plan_uri: plan.uri, workbook_name: WORKBOOK, trigger };
  const made = await user.asUser('POST', `${url}/v1/pipelines`, pipeline);
  await user.untilEnded(made.last_execution);
  return made;
}

/**
 * @param {Agent} agent
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {object} [body]
 * @returns {Promise<any>}
 */
function post(agent, url, headers, body) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const sent = { ...headers, ...(text === undefined ? {} : { 'content-type': 'application/json' }) };
  return new Promise((resolve, reject) => {
    const call = request(url, { agent, method: 'POST', headers: sent }, async (answer) => {
      let said = '';
      for await (const chunk of answer) said += chunk;
      if (answer.statusCode === 201 || answer.statusCode === 202) resolve(JSON.parse(said));
      else reject(new Error(`POST ${url}: ${answer.statusCode} ${said}`));
    });
    call.once('error', reject);
    call.end(text);
  });
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { expecting, send } from '../http.mjs';
import { until } from '../until.mjs';
import { withReceiver } from './receiver.mjs';
import { signIn } from './session.mjs';

const SECONDS = 60;

/** @type {Record<string, (credentials: import('../credentials.mjs').Credentials) => Promise<void>>} */
export const mistralChecks = {
  'Mistral runs a workbook to its end, once for one id': async (credentials) => {
    await withWorkbook(credentials, echoWorkbook, async ({ mistral, token, workbook }) => {
      const body = {
        id: randomUUID(),
        workflow_name: `${workbook}.main`,
        input: JSON.stringify({ word: 'hello' }),
      };
      await expecting(201, 'POST', `${mistral}/executions`, { token, body });
      const again = await expecting(201, 'POST', `${mistral}/executions`, { token, body });
      assert.equal(again.body.id, body.id);
      const execution = await ended(mistral, token, body.id);
      assert.equal(execution.state, 'SUCCESS', execution.state_info);
      assert.equal(JSON.parse(execution.output).said, 'hello');
      await expecting(204, 'DELETE', `${mistral}/executions/${body.id}`, { token });
    });
  },

  'Mistral calls a station on loopback, waits for its answer, and tells of each step': async (
    credentials,
  ) => {
    await withReceiver(async ({ url, deliveries }) => {
      await withWorkbook(credentials, stationWorkbook, async ({ mistral, token, workbook }) => {
        const { headers, id } = await startAtStation({ mistral, token, workbook, url, deliveries });
        const action = headers['mistral-action-execution-id'];
        const body = { state: 'SUCCESS', output: JSON.stringify({ image: 'img-1' }) };
        await expecting(200, 'PUT', `${mistral}/action_executions/${action}`, { token, body });
        const execution = await ended(mistral, token, id);
        assert.equal(JSON.parse(execution.output).image, 'img-1', execution.state_info);
        const told = () =>
          deliveries.some((one) => one.path === '/events' && one.body.event === 'WORKFLOW_SUCCEEDED');
        await until('the event of the end', told, SECONDS);
        await expecting(204, 'DELETE', `${mistral}/executions/${id}`, { token });
      });
    });
  },

  'another project’s workbooks are not there': async (credentials) => {
    await withWorkbook(credentials, echoWorkbook, async ({ mistral, workbook }) => {
      const demo2 = await signIn(credentials, 'demo2');
      assert.equal((await send('GET', `${mistral}/workbooks/${workbook}`, { token: demo2.id })).status, 404);
    });
  },
};

/**
 * Starts the station's workbook; answers what Mistral sent to the station.
 *
 * @param {{ mistral: string, token: string, workbook: string, url: string,
 *   deliveries: import('./receiver.mjs').Delivery[] }} run
 */
async function startAtStation({ mistral, token, workbook, url, deliveries }) {
  const id = randomUUID();
  const body = {
    id,
    workflow_name: `${workbook}.main`,
    input: JSON.stringify({ station: `${url}/station` }),
    params: JSON.stringify({ notify: [{ type: 'webhook', url: `${url}/events` }] }),
  };
  await expecting(201, 'POST', `${mistral}/executions`, { token, body });
  const call = await until(
    'the call of the station',
    () => deliveries.find(({ path }) => path === '/station'),
    SECONDS,
  );
  assert.equal(call.headers['mistral-workflow-execution-id'], id);
  assert.deepEqual(call.body, { plan: 'p1' });
  return { headers: call.headers, id };
}

/**
 * @param {import('../credentials.mjs').Credentials} credentials
 * @param {(name: string) => string} text
 * @param {(context: { mistral: string, token: string, workbook: string }) => Promise<void>} task
 */
async function withWorkbook(credentials, text, task) {
  const mistral = credentials.urls.workflowv2;
  const { id: token } = await signIn(credentials, 'demo');
  const workbook = `smoke_${randomUUID().replaceAll('-', '')}`;
  await expecting(201, 'POST', `${mistral}/workbooks`, { token, body: text(workbook) });
  try {
    await task({ mistral, token, workbook });
  } finally {
    await expecting(204, 'DELETE', `${mistral}/workbooks/${workbook}`, { token });
  }
}

/**
 * @param {string} mistral
 * @param {string} token
 * @param {string} id
 */
function ended(mistral, token, id) {
  const ask = async () => {
    const { body } = await expecting(200, 'GET', `${mistral}/executions/${id}`, { token });
    return ['SUCCESS', 'ERROR', 'CANCELLED'].includes(body.state) ? body : undefined;
  };
  return until(`execution ${id} to end`, ask, SECONDS);
}

/** @param {string} name */
const echoWorkbook = (name) => `
version: '2.0'
name: ${name}
workflows:
  main:
    input: [word]
    output:
      said: <% $.said %>
    tasks:
      say:
        action: std.echo output=<% $.word %>
        publish:
          said: <% task().result %>
`;

/** @param {string} name */
const stationWorkbook = (name) => `
version: '2.0'
name: ${name}
workflows:
  main:
    input: [station]
    output:
      image: <% $.image %>
    tasks:
      build:
        action: std.mistral_http
        input:
          url: <% $.station %>
          method: POST
          headers:
            Content-Type: application/json
          body:
            plan: p1
        publish:
          image: <% task().result.image %>
`;

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { expecting, send } from '../http.mjs';
import { GiveUp, until } from '../until.mjs';
import { withTrust } from './session.mjs';

const SECONDS = 60;
const EMPTY = { heat_template_version: '2013-05-23' };

/** What a pipeline's template takes and gives, without a server to run it. */
const APPLICATION = {
  heat_template_version: '2018-08-31',
  parameters: { artifact: { type: 'string' }, run_cmd: { type: 'string' } },
  resources: { app: { type: 'OS::Heat::Value', properties: { value: { get_param: 'artifact' } } } },
  outputs: { deployed: { value: { get_attr: ['app', 'value'] } } },
};

/** @type {Record<string, (credentials: import('../credentials.mjs').Credentials) => Promise<void>>} */
export const heatChecks = {
  'a stack made by demo is updated through a trust, shows its outputs and goes': async (credentials) => {
    await withTrust(credentials, async ({ demo, token }) => {
      const stacks = `${credentials.urls.orchestration}/${credentials.users.demo.projectId}/stacks`;
      const name = `smoke-${randomUUID()}`;
      const created = { stack_name: name, template: EMPTY };
      const { id } = (await expecting(201, 'POST', stacks, { token: demo, body: created })).body.stack;
      const url = `${stacks}/${name}/${id}`;
      try {
        await reached(url, demo, 'CREATE_COMPLETE');
        const parameters = { artifact: 'img-7', run_cmd: './serve' };
        await expecting(202, 'PUT', url, { token, body: { template: APPLICATION, parameters } });
        const stack = await reached(url, token, 'UPDATE_COMPLETE');
        assert.equal(stack.outputs.find(({ output_key }) => output_key === 'deployed').output_value, 'img-7');
      } finally {
        await expecting(204, 'DELETE', url, { token });
        // By its name: by its id it is DELETE_COMPLETE a second or two before Heat has let go of it.
        const isGone = async () => (await send('GET', `${stacks}/${name}`, { token: demo })).status === 404;
        await until(`stack ${name} to go`, isGone, SECONDS);
      }
    });
  },
};

/**
 * @param {string} url
 * @param {string} token
 * @param {string} state
 */
function reached(url, token, state) {
  const ask = async () => {
    const { stack } = (await expecting(200, 'GET', url, { token })).body;
    if (stack.stack_status.endsWith('_FAILED')) throw new GiveUp(stack.stack_status_reason);
    return stack.stack_status === state ? stack : undefined;
  };
  return until(`stack ${url} to reach ${state}`, ask, SECONDS);
}

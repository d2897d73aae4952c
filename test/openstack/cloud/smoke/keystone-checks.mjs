import assert from 'node:assert/strict';
import { Agent, get } from 'node:http';
import { expecting, send } from '../http.mjs';
import { signIn, trustToken, withTrust } from './session.mjs';

/** Enough that a connection closed without a word meets one of them. */
const KEPT_REQUESTS = 300;
const AT_ONCE = 4;

/** @type {Record<string, (credentials: import('../credentials.mjs').Credentials) => Promise<void>>} */
export const keystoneChecks = {
  'demo gets a token of its own project': async (credentials) => {
    const { token } = await signIn(credentials, 'demo');
    assert.equal(token.project.id, credentials.users.demo.projectId);
    assert.deepEqual(roleNames(token), ['heat_stack_owner', 'member', 'reader']);
    const types = token.catalog.map(({ type }) => type).sort();
    assert.deepEqual(types, ['application_deployment', 'identity', 'orchestration', 'workflowv2']);
  },

  'the roles are Keystone’s: a reader has one, a manager has those below': async (credentials) => {
    assert.deepEqual(roleNames((await signIn(credentials, 'reader')).token), ['reader']);
    const manager = roleNames((await signIn(credentials, 'manager')).token);
    assert.deepEqual(manager, ['heat_stack_owner', 'manager', 'member', 'reader']);
  },

  'solum validates demo’s token': async (credentials) => {
    const demo = await signIn(credentials, 'demo');
    const solum = await signIn(credentials, 'solum');
    const url = `${credentials.urls.identity}/auth/tokens?nocatalog`;
    const headers = { 'x-subject-token': demo.id };
    const { body } = await expecting(200, 'GET', url, { token: solum.id, headers });
    assert.equal(body.token.user.id, credentials.users.demo.userId);
    assert.equal(body.token.catalog, undefined);
  },

  'tokens live as long as was asked for': async (credentials) => {
    const { token } = await signIn(credentials, 'demo');
    const seconds = (Date.parse(token.expires_at) - Date.parse(token.issued_at)) / 1000;
    assert.ok(Math.abs(seconds - credentials.tokenSeconds) <= 1, `${seconds} s`);
  },

  'a trust lets solum act as demo until demo ends it': async (credentials) => {
    await withTrust(credentials, async ({ id, demo }) => {
      const { token } = await trustToken(credentials, id);
      assert.equal(token.user.id, credentials.users.demo.userId);
      assert.equal(token.project.id, credentials.users.demo.projectId);
      await expecting(204, 'DELETE', `${credentials.urls.identity}/OS-TRUST/trusts/${id}`, { token: demo });
      await assert.rejects(trustToken(credentials, id), /answered 40[0134]/);
    });
  },

  'a token that is none is refused': async ({ urls }) => {
    const { status, body } = await send('GET', `${urls.identity}/auth/tokens`, { token: 'none' });
    assert.equal(status, 401);
    assert.equal(body.error.title, 'Unauthorized');
  },

  'a client that keeps connections meets no reset': async ({ urls }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const ask = () =>
      new Promise((resolve, reject) => {
        get(urls.identity, { agent }, (response) => response.resume().once('end', resolve)).once(
          'error',
          reject,
        );
      });
    await Promise.all(Array.from({ length: KEPT_REQUESTS }, ask)).finally(() => agent.destroy());
  },
};

/** @param {{ roles: { name: string }[] }} token */
function roleNames({ roles }) {
  return roles.map(({ name }) => name).sort();
}

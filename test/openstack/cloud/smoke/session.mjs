import { expecting } from '../http.mjs';
import { authenticate } from '../identity.mjs';

/** @typedef {import('../credentials.mjs').Credentials} Credentials */

/**
 * A user's token of its project.
 *
 * @param {Credentials} credentials
 * @param {string} name
 */
export async function signIn({ urls, users }, name) {
  const { username, password, project } = users[name];
  return authenticate(urls.identity, { user: username, password, project });
}

/**
 * Runs a task with a trust of demo's for solum, and ends the trust.
 *
 * @param {Credentials} credentials
 * @param {(trust: { id: string, demo: string, token: string }) => Promise<void>} task gets demo's own token, and one
 *   that solum made from the trust
 */
export async function withTrust(credentials, task) {
  const { urls, users } = credentials;
  const demo = await signIn(credentials, 'demo');
  const trust = {
    trustor_user_id: users.demo.userId,
    trustee_user_id: users.solum.userId,
    project_id: users.demo.projectId,
    impersonation: true,
    roles: [{ name: 'member' }, { name: 'heat_stack_owner' }],
  };
  const trusts = `${urls.identity}/OS-TRUST/trusts`;
  const { id } = (await expecting(201, 'POST', trusts, { token: demo.id, body: { trust } })).body.trust;
  try {
    const token = await trustToken(credentials, id);
    await task({ id, demo: demo.id, token: token.id });
  } finally {
    await expecting([204, 404], 'DELETE', `${trusts}/${id}`, { token: demo.id });
  }
}

/**
 * @param {Credentials} credentials
 * @param {string} trust
 */
export async function trustToken({ urls, users }, trust) {
  const { username, password } = users.solum;
  return authenticate(urls.identity, { user: username, password, trust });
}

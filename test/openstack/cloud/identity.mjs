import { expecting } from './http.mjs';

const DEFAULT_DOMAIN = { name: 'Default' };

/**
 * A token and what Keystone says of it.
 *
 * @typedef {{ id: string, token: any }} Token
 */

/**
 * A token by password: of a project (by name), of a trust, or of nothing.
 *
 * @param {string} identityUrl
 * @param {{ user: string, password: string, project?: string, trust?: string }} who
 * @returns {Promise<Token>}
 */
export async function authenticate(identityUrl, { user, password, project, trust }) {
  const scope = project
    ? { project: { name: project, domain: DEFAULT_DOMAIN } }
    : trust
      ? { 'OS-TRUST:trust': { id: trust } }
      : 'unscoped';
  const identity = {
    methods: ['password'],
    password: { user: { name: user, domain: DEFAULT_DOMAIN, password } },
  };
  const answer = await expecting(201, 'POST', `${identityUrl}/auth/tokens`, {
    body: { auth: { identity, scope } },
  });
  return { id: answer.headers.get('x-subject-token') ?? '', token: answer.body.token };
}

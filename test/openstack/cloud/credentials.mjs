import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as people from './people.mjs';
import { writePrivate } from './services/configuration.mjs';

/**
 * What a test needs to know of the cloud: the file cloud.json.
 *
 * @typedef {object} Credentials
 * @property {string} directory
 * @property {string} region
 * @property {number} tokenSeconds
 * @property {Record<string, string>} urls by the catalogue's service types
 * @property {Record<string, Account>} users
 *
 * @typedef {{ username: string, password: string, userId: string, project: string, projectId: string,
 *   roles: string[], domain: string }} Account
 */

/**
 * Writes cloud.json, and an rc file for each user.
 *
 * @param {import('./layout.mjs').Layout} layout
 * @param {Record<string, { userId: string, projectId: string }>} ids
 * @returns {Credentials}
 */
export function writeCredentials(layout, ids) {
  const credentials = describe(layout, ids);
  writePrivate(credentialsFile(layout.directory), `${JSON.stringify(credentials, undefined, 2)}\n`);
  for (const name of Object.keys(credentials.users)) {
    writePrivate(join(layout.directory, `${name}.rc`), rc(credentials, name));
  }
  return credentials;
}

/**
 * @param {string} directory
 * @returns {Credentials}
 */
export function readCredentials(directory) {
  try {
    return JSON.parse(readFileSync(credentialsFile(directory), 'utf8'));
  } catch {
    throw new Error(`There is no test cloud in ${directory} yet: npm run openstack:up`);
  }
}

/**
 * A user's credentials as shell exports, for the openstack command and its kin.
 *
 * @param {Credentials} credentials
 * @param {string} name
 */
export function rc(credentials, name) {
  const user = accountOf(credentials, name);
  const { urls, region } = credentials;
  const exports = {
    OS_AUTH_TYPE: 'password',
    OS_AUTH_URL: urls.identity,
    OS_IDENTITY_API_VERSION: '3',
    OS_USERNAME: user.username,
    OS_PASSWORD: user.password,
    OS_USER_DOMAIN_NAME: user.domain,
    OS_PROJECT_NAME: user.project,
    OS_PROJECT_DOMAIN_NAME: user.domain,
    // python-solumclient's own name for it.
    OS_TENANT_NAME: user.project,
    OS_REGION_NAME: region,
    OS_INTERFACE: 'public',
  };
  const lines = Object.entries(exports).map(([key, value]) => `export ${key}='${value}'`);
  return `${lines.join('\n')}\n`;
}

/**
 * @param {Credentials} credentials
 * @param {string} name of the user
 */
export function accountOf({ users }, name) {
  const account = users[name];
  if (!account) throw new Error(`No user ${name}: there are ${Object.keys(users).join(', ')}`);
  return account;
}

/** @param {string} directory */
function credentialsFile(directory) {
  return join(directory, 'cloud.json');
}

/**
 * @param {import('./layout.mjs').Layout} layout
 * @param {Record<string, { userId: string, projectId: string }>} ids
 * @returns {Credentials}
 */
function describe(layout, ids) {
  const { directory, secrets, tokenSeconds } = layout;
  const services = people
    .catalogue(layout)
    .map(({ type, url }) => [type, url.replace('/%(project_id)s', '')]);
  const accounts = [people.ADMIN, ...people.USERS].map(({ name, project, roles }) => [
    name,
    { username: name, password: secrets[name], project, roles, domain: 'Default', ...ids[name] },
  ]);
  return {
    directory,
    region: people.REGION,
    tokenSeconds,
    urls: { identity: people.identityUrl(layout), ...Object.fromEntries(services) },
    users: Object.fromEntries(accounts),
  };
}

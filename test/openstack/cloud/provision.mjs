import { expecting } from './http.mjs';
import { authenticate } from './identity.mjs';
import * as people from './people.mjs';

const INTERFACES = ['public', 'internal', 'admin'];
const DEFAULT_DOMAIN = 'default';

/**
 * Makes what is missing of the cloud's projects, users, roles and catalogue, and answers the ids. What is there stays
 * untouched: setting a password again would end every token and trust of that user.
 *
 * @param {import('./layout.mjs').Layout} layout
 */
export async function provision(layout) {
  const keystone = await Keystone.asAdmin(layout);
  const [projects, roles] = await Promise.all([
    keystone.ensureAll('project', people.PROJECTS, { domain_id: DEFAULT_DOMAIN }),
    keystone.ensureRoles(),
    ensureCatalogue(keystone, layout),
  ]);
  const users = {};
  await Promise.all([
    ...people.USERS.map(async ({ name, ...user }) => {
      const account = await ensureUser(keystone, layout.secrets[name], { name, ...user }, projects, roles);
      users[name] = { ...account, projectId: projects[user.project] };
    }),
    ensureStackDomain(keystone, layout, roles),
  ]);
  users[people.ADMIN.name] = { userId: keystone.userId, projectId: keystone.projectId };
  return users;
}

/**
 * @param {Keystone} keystone
 * @param {string} password
 * @param {{ name: string, project: string, roles: string[] }} user
 * @param {Record<string, string>} projects
 * @param {Record<string, string>} roles
 */
async function ensureUser(keystone, password, user, projects, roles) {
  // No default project: a token asked for without a scope shall be one of no project.
  const userId = await keystone.ensure('user', { name: user.name, domain_id: DEFAULT_DOMAIN }, { password });
  await Promise.all(
    user.roles.map((role) => keystone.grant('project', projects[user.project], userId, roles[role])),
  );
  return { userId };
}

/**
 * @param {Keystone} keystone
 * @param {import('./layout.mjs').Layout} layout
 * @param {Record<string, string>} roles
 */
async function ensureStackDomain(keystone, { secrets }, roles) {
  const { name, admin } = people.STACK_DOMAIN;
  const domain = await keystone.ensure('domain', { name });
  const user = await keystone.ensure(
    'user',
    { name: admin, domain_id: domain },
    { password: secrets[admin] },
  );
  await keystone.grant('domain', domain, user, roles.admin);
}

/**
 * @param {Keystone} keystone
 * @param {import('./layout.mjs').Layout} layout
 */
async function ensureCatalogue(keystone, layout) {
  const entries = people.catalogue(layout).map(async ({ name, type, url }) => {
    const service = await keystone.ensure('service', { name, type });
    await Promise.all(INTERFACES.map((one) => keystone.ensureEndpoint(service, one, url)));
  });
  await Promise.all(entries);
}

/** Keystone's API as its admin, in terms of "there shall be". */
class Keystone {
  /**
   * @param {import('./layout.mjs').Layout} layout
   * @param {import('./identity.mjs').Token} admin
   */
  constructor(layout, admin) {
    this.url = people.identityUrl(layout);
    this.token = admin.id;
    this.userId = admin.token.user.id;
    this.projectId = admin.token.project.id;
    /** @type {Map<string, Promise<any[]>>} what there was when it was first asked for, by path */
    this.found = new Map();
  }

  /** @param {import('./layout.mjs').Layout} layout */
  static async asAdmin(layout) {
    const { name, project } = people.ADMIN;
    const who = { user: name, password: layout.secrets[name], project };
    return new Keystone(layout, await authenticate(people.identityUrl(layout), who));
  }

  /**
   * The id of the one thing of this kind with these properties, made where there is none.
   *
   * @param {string} kind
   * @param {Record<string, string>} properties
   * @param {Record<string, string>} [more] given to a new one only
   * @returns {Promise<string>}
   */
  async ensure(kind, properties, more = {}) {
    const found = (await this.#list(`${kind}s`)).find((one) => has(one, properties));
    if (found) return found.id;
    const body = { [kind]: { ...properties, ...more } };
    return (await this.#send(201, 'POST', `${kind}s`, body))[kind].id;
  }

  /**
   * @param {string} kind
   * @param {string[]} names
   * @param {Record<string, string>} properties
   * @returns {Promise<Record<string, string>>} ids by name
   */
  async ensureAll(kind, names, properties = {}) {
    const pairs = names.map(async (name) => [name, await this.ensure(kind, { name, ...properties })]);
    return Object.fromEntries(await Promise.all(pairs));
  }

  /** The roles, by name, and which implies which. */
  async ensureRoles() {
    const all = [...people.ROLES, ...people.IMPLIED_ROLES.flat(), 'reader'];
    const roles = await this.ensureAll('role', [...new Set(all)]);
    for (const [prior, implied] of people.IMPLIED_ROLES) await this.#imply(roles[prior], roles[implied]);
    return roles;
  }

  /**
   * @param {'project' | 'domain'} kind
   * @param {string} target
   * @param {string} user
   * @param {string} role
   */
  async grant(kind, target, user, role) {
    const assignments = await this.#list('role_assignments');
    const granted = assignments.some(
      (one) => one.scope[kind]?.id === target && one.user?.id === user && one.role.id === role,
    );
    if (!granted) await this.#send(204, 'PUT', `${kind}s/${target}/users/${user}/roles/${role}`);
  }

  /**
   * @param {string} service
   * @param {string} one
   * @param {string} url
   */
  async ensureEndpoint(service, one, url) {
    const key = { service_id: service, interface: one, region_id: people.REGION };
    const found = (await this.#list('endpoints')).find((endpoint) => has(endpoint, key));
    if (!found) await this.#send(201, 'POST', 'endpoints', { endpoint: { ...key, url } });
    else if (found.url !== url)
      await this.#send(200, 'PATCH', `endpoints/${found.id}`, { endpoint: { url } });
  }

  /**
   * @param {string} prior
   * @param {string} implied
   */
  async #imply(prior, implied) {
    const rule = (await this.#list('role_inferences')).find(({ prior_role }) => prior_role.id === prior);
    if (rule?.implies.some(({ id }) => id === implied)) return;
    await this.#send(201, 'PUT', `roles/${prior}/implies/${implied}`);
  }

  /**
   * All there is of a kind, asked for once: there are few, and a question for each would take seconds.
   *
   * @param {string} path
   */
  #list(path) {
    const asked = this.found.get(path) ?? this.#send(200, 'GET', path).then((body) => body[path]);
    this.found.set(path, asked);
    return asked;
  }

  /**
   * @param {number} expected
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   */
  async #send(expected, method, path, body) {
    return (await expecting(expected, method, `${this.url}/${path}`, { token: this.token, body })).body;
  }
}

/**
 * @param {Record<string, unknown>} thing
 * @param {Record<string, string>} properties
 */
function has(thing, properties) {
  return Object.entries(properties).every(([key, value]) => thing[key] === value);
}

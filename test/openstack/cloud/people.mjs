/** Who is in the cloud, and what each may do. The passwords are the layout's secrets of the same name. */

export const REGION = 'RegionOne';

export const PROJECTS = ['service', 'demo', 'demo2'];

/**
 * Beside Keystone's own admin, member and reader. Keystone makes manager and service itself from 2023.2 on; Heat asks
 * for its two: an owner's trust delegates the first, and the users that a stack makes get the second.
 */
export const ROLES = ['manager', 'service', 'heat_stack_owner', 'heat_stack_user'];

/** As newer Keystones have it: an admin may what a manager may, who may what a member may. */
export const IMPLIED_ROLES = [
  ['admin', 'manager'],
  ['manager', 'member'],
];

const SERVICE_USER = { project: 'service', roles: ['admin', 'service'] };

/** @type {{ name: string, project: string, roles: string[] }[]} */
export const USERS = [
  { name: 'mistral', ...SERVICE_USER },
  { name: 'heat', ...SERVICE_USER },
  { name: 'solum', ...SERVICE_USER },
  { name: 'demo', project: 'demo', roles: ['member', 'reader', 'heat_stack_owner'] },
  { name: 'demo2', project: 'demo2', roles: ['member', 'reader', 'heat_stack_owner'] },
  { name: 'reader', project: 'demo', roles: ['reader'] },
  { name: 'manager', project: 'demo', roles: ['manager', 'heat_stack_owner'] },
];

/** Keystone's first user, whom its bootstrap makes. */
export const ADMIN = { name: 'admin', project: 'admin', roles: ['admin'] };

/** Heat keeps the users that stacks make in a domain of their own, and rules it as this user. */
export const STACK_DOMAIN = { name: 'heat', admin: 'heat_domain_admin' };

/**
 * The catalogue beside Keystone itself.
 *
 * @param {import('./layout.mjs').Layout} layout
 */
export function catalogue({ ports, solumUrl }) {
  const at = (port) => `http://127.0.0.1:${port}`;
  return [
    { name: 'mistral', type: 'workflowv2', url: `${at(ports.mistral)}/v2` },
    { name: 'heat', type: 'orchestration', url: `${at(ports.heat)}/v1/%(project_id)s` },
    { name: 'solum', type: 'application_deployment', url: solumUrl },
  ];
}

/** @param {import('./layout.mjs').Layout} layout */
export function identityUrl({ ports }) {
  return `http://127.0.0.1:${ports.keystone}/v3`;
}

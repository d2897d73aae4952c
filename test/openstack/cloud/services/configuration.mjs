import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes an oslo.config file: `{ section: { option: value } }`.
 *
 * @param {string} file
 * @param {Record<string, Record<string, string | number | boolean>>} sections
 */
export function writeIni(file, sections) {
  const text = Object.entries(sections).map(([name, options]) => {
    const lines = Object.entries(options).map(([key, value]) => `${key} = ${value}`);
    return [`[${name}]`, ...lines, ''].join('\n');
  });
  writePrivate(file, text.join('\n'));
}

/**
 * @param {string} file
 * @param {string} text
 */
export function writePrivate(file, text) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, text, { mode: 0o600 });
}

/**
 * The database of a service, on the cloud's own MariaDB.
 *
 * @param {import('../layout.mjs').Layout} layout
 * @param {string} name
 */
export function databaseUrl({ ports, secrets }, name) {
  return `mysql+pymysql://openstack:${secrets.mariadb}@127.0.0.1:${ports.mariadb}/${name}?charset=utf8`;
}

/**
 * The sections that Mistral and Heat share: who they are to Keystone, their database and the message bus.
 *
 * @param {import('../layout.mjs').Layout} layout
 * @param {string} name
 */
export function serviceSections({ ports, secrets, ...layout }, name) {
  const keystone = `http://127.0.0.1:${ports.keystone}`;
  return {
    database: { connection: databaseUrl({ ports, secrets, ...layout }, name), max_pool_size: 10 },
    keystone_authtoken: {
      www_authenticate_uri: `${keystone}/v3`,
      auth_url: `${keystone}/v3`,
      auth_type: 'password',
      username: name,
      password: secrets[name],
      project_name: 'service',
      user_domain_name: 'Default',
      project_domain_name: 'Default',
      service_token_roles: 'service',
      service_token_roles_required: true,
    },
    // The tests kill RabbitMQ: its clients come back within seconds.
    oslo_messaging_rabbit: { rabbit_retry_backoff: 1, rabbit_interval_max: 2 },
    oslo_messaging_notifications: { driver: 'noop' },
  };
}

/**
 * @param {import('../layout.mjs').Layout} layout
 */
export function transportUrl({ ports, secrets }) {
  return `rabbit://openstack:${secrets.rabbitmq}@127.0.0.1:${ports.rabbitmq}/`;
}

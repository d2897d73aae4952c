import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { send } from '../http.mjs';
import { databaseUrl, writeIni } from './configuration.mjs';

const run = promisify(execFile);

/** @param {import('../layout.mjs').Layout} layout */
const folder = (layout) => join(layout.directory, 'keystone');
/** @param {import('../layout.mjs').Layout} layout */
const configuration = (layout) => join(folder(layout), 'keystone.conf');

/** Keystone, served by uWSGI. @type {import('./service.mjs').Service} */
export const keystone = {
  name: 'keystone',

  async prepare(layout) {
    writeIni(configuration(layout), {
      DEFAULT: { use_stderr: true },
      database: { connection: databaseUrl(layout, 'keystone'), max_pool_size: 5 },
      token: { provider: 'fernet', expiration: layout.tokenSeconds },
      fernet_tokens: { key_repository: join(folder(layout), 'fernet-keys') },
      credential: { key_repository: join(folder(layout), 'credential-keys') },
      // The least that is allowed: a password's hash is worth nothing here, and costs 200 ms at the default of 12.
      identity: { password_hash_algorithm: 'bcrypt', password_hash_rounds: 4 },
      oslo_messaging_notifications: { driver: 'noop' },
    });
    await makeOnce(layout);
  },

  programs(layout) {
    return [
      {
        name: 'keystone',
        command: '/usr/bin/uwsgi_python3',
        args: [
          ...['--http-socket', `127.0.0.1:${layout.ports.keystone}`],
          ...['--wsgi-file', '/usr/bin/keystone-wsgi-public'],
          ...['--processes', '2', '--master', '--enable-threads', '--lazy-apps'],
          ...['--buffer-size', '65535', '--die-on-term', '--no-orphans'],
          // It closes the connection after each answer without saying so, and a client that keeps it gets a reset.
          ...['--add-header', 'Connection: close'],
          // A body that nobody read would reset the connection as well, before a refusal is read.
          ...['--post-buffering', '65536'],
          '--disable-logging',
        ],
        env: { OS_KEYSTONE_CONFIG_DIR: folder(layout), OS_KEYSTONE_CONFIG_FILES: 'keystone.conf' },
        cwd: folder(layout),
        settings: [configuration(layout)],
      },
    ];
  },

  async answers(layout) {
    return (await send('GET', `http://127.0.0.1:${layout.ports.keystone}/v3`, { seconds: 5 })).status === 200;
  },
};

/**
 * The tables, the keys and the first user. Each command may run again, so that a start that was broken off goes on.
 *
 * @param {import('../layout.mjs').Layout} layout
 */
async function makeOnce(layout) {
  const made = join(folder(layout), 'made');
  if (existsSync(made)) return;
  const manage = (...args) =>
    run('/usr/bin/keystone-manage', ['--config-file', configuration(layout), ...args]);
  const owner = ['--keystone-user', userInfo().username, '--keystone-group', groupName()];
  const url = `http://127.0.0.1:${layout.ports.keystone}/v3/`;
  await manage('db_sync');
  await manage('fernet_setup', ...owner);
  await manage('credential_setup', ...owner);
  await manage(
    'bootstrap',
    ...['--bootstrap-password', layout.secrets.admin],
    ...['--bootstrap-public-url', url, '--bootstrap-internal-url', url, '--bootstrap-admin-url', url],
    ...['--bootstrap-region-id', 'RegionOne'],
  );
  writeFileSync(made, '');
}

/** Keystone asks for a group by name, or by number. */
function groupName() {
  const { gid } = userInfo();
  return gid === 0 ? 'root' : String(gid);
}

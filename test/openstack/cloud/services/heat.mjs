import { execFile } from 'node:child_process';
import { accessSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { send } from '../http.mjs';
import { serviceSections, transportUrl, writeIni } from './configuration.mjs';

const run = promisify(execFile);
const PASTE = '/etc/heat/api-paste.ini';

/** @param {import('../layout.mjs').Layout} layout */
const folder = (layout) => join(layout.directory, 'heat');
/** @param {import('../layout.mjs').Layout} layout */
const configuration = (layout) => join(folder(layout), 'heat.conf');

/**
 * Heat: its engine and its API. There is no Nova, so stacks are made of the types OS::Heat::….
 *
 * @type {import('./service.mjs').Service}
 */
export const heat = {
  name: 'heat',

  async prepare(layout) {
    requireReadable(PASTE);
    writeIni(configuration(layout), sections(layout));
    await makeOnce(layout);
  },

  programs(layout) {
    return ['heat-engine', 'heat-api'].map((name) => ({
      name,
      command: `/usr/bin/${name}`,
      args: ['--config-file', configuration(layout), '--config-dir', folder(layout)],
      cwd: folder(layout),
      settings: [configuration(layout)],
    }));
  },

  async answers(layout) {
    // 300: it lists its versions.
    return (await send('GET', `http://127.0.0.1:${layout.ports.heat}/`, { seconds: 5 })).status === 300;
  },

  /** The API asks the engine for a listing, which asks the database. */
  async works(layout, token, projectId) {
    const url = `http://127.0.0.1:${layout.ports.heat}/v1/${projectId}/stacks`;
    return (await send('GET', url, { token, seconds: 10 })).status === 200;
  },
};

/** @param {import('../layout.mjs').Layout} layout */
function sections(layout) {
  const { ports, secrets } = layout;
  const keystone = `http://127.0.0.1:${ports.keystone}`;
  const shared = serviceSections(layout, 'heat');
  const { auth_type, auth_url, username, password, user_domain_name } = shared.keystone_authtoken;
  return {
    DEFAULT: {
      transport_url: transportUrl(layout),
      use_stderr: true,
      graceful_shutdown_timeout: 5,
      rpc_response_timeout: 20,
      num_engine_workers: 1,
      auth_encryption_key: secrets.encryption,
      stack_user_domain_name: 'heat',
      stack_domain_admin: 'heat_domain_admin',
      stack_domain_admin_password: secrets.heat_domain_admin,
      region_name_for_services: 'RegionOne',
      heat_metadata_server_url: `http://127.0.0.1:${ports.heat}`,
      heat_waitcondition_server_url: `http://127.0.0.1:${ports.heat}/v1/waitcondition`,
      environment_dir: '/etc/heat/environment.d',
      template_dir: '/etc/heat/templates',
    },
    heat_api: { bind_host: '127.0.0.1', bind_port: ports.heat, workers: 1 },
    paste_deploy: { api_paste_config: PASTE },
    trustee: { auth_type, auth_url, username, password, user_domain_name },
    clients_keystone: { auth_uri: keystone },
    ...shared,
  };
}

/** @param {import('../layout.mjs').Layout} layout */
async function makeOnce(layout) {
  const made = join(folder(layout), 'made');
  if (existsSync(made)) return;
  await run('/usr/bin/heat-manage', ['--config-file', configuration(layout), 'db_sync']);
  writeFileSync(made, '');
}

/**
 * Debian shows it to root and the group heat only.
 *
 * @param {string} file
 */
function requireReadable(file) {
  try {
    accessSync(file);
  } catch {
    throw new Error(`Heat cannot read ${file}: start the test cloud as root.`);
  }
}

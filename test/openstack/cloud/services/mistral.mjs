import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { send } from '../http.mjs';
import { serviceSections, transportUrl, writeIni } from './configuration.mjs';

const run = promisify(execFile);

/** @param {import('../layout.mjs').Layout} layout */
const folder = (layout) => join(layout.directory, 'mistral');
/** @param {import('../layout.mjs').Layout} layout */
const configuration = (layout) => join(folder(layout), 'mistral.conf');

/** Mistral, all its servers under one command. @type {import('./service.mjs').Service} */
export const mistral = {
  name: 'mistral',

  async prepare(layout) {
    writeIni(configuration(layout), {
      DEFAULT: {
        transport_url: transportUrl(layout),
        use_stderr: true,
        graceful_shutdown_timeout: 5,
        // A caller waits this long for an engine that died with its request.
        rpc_response_timeout: 20,
      },
      api: { host: '127.0.0.1', port: layout.ports.mistral, api_workers: 1 },
      pecan: { auth_enable: true },
      ...serviceSections(layout, 'mistral'),
      // What was lost with a killed server is found within seconds, not after Mistral's usual five minutes.
      engine: { execution_integrity_check_delay: 5 },
      action_heartbeat: { check_interval: 5, max_missed_heartbeats: 4, first_heartbeat_timeout: 60 },
      // The stations that Mistral calls are on loopback, which newer Mistrals refuse by default.
      action_std_http: { denied_cidrs: '' },
    });
    await makeOnce(layout);
  },

  programs(layout) {
    return [
      {
        name: 'mistral',
        command: '/usr/bin/mistral-server',
        args: ['--config-file', configuration(layout), '--config-dir', folder(layout), '--server', 'all'],
        cwd: folder(layout),
        settings: [configuration(layout)],
      },
    ];
  },

  async answers(layout) {
    return (await send('GET', `http://127.0.0.1:${layout.ports.mistral}/`, { seconds: 5 })).status === 200;
  },

  /** An action runs: API, engine, executor, message bus and database are all well. */
  async works(layout, token) {
    const url = `http://127.0.0.1:${layout.ports.mistral}/v2/action_executions`;
    const body = { name: 'std.noop', params: JSON.stringify({ run_sync: true, save_result: false }) };
    return (await send('POST', url, { token, body, seconds: 10 })).status === 201;
  },
};

/** @param {import('../layout.mjs').Layout} layout */
async function makeOnce(layout) {
  const made = join(folder(layout), 'made');
  if (existsSync(made)) return;
  const manage = (...args) =>
    run('/usr/bin/mistral-db-manage', ['--config-file', configuration(layout), ...args]);
  await manage('upgrade', 'head');
  await manage('populate');
  writeFileSync(made, '');
}

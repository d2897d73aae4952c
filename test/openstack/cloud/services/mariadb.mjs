import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { firstAnswer } from './tcp.mjs';

const run = promisify(execFile);
const DATABASES = ['keystone', 'mistral', 'heat'];

/** @param {import('../layout.mjs').Layout} layout */
const folder = (layout) => join(layout.directory, 'mariadb');
/** @param {import('../layout.mjs').Layout} layout */
const socket = (layout) => join(folder(layout), 'socket');

/** A MariaDB of the cloud's own. @type {import('./service.mjs').Service} */
export const mariadb = {
  name: 'mariadb',

  async prepare(layout) {
    const data = join(folder(layout), 'data');
    const made = join(folder(layout), 'made');
    if (existsSync(made)) return;
    rmSync(data, { recursive: true, force: true });
    mkdirSync(folder(layout), { recursive: true, mode: 0o700 });
    await run('mariadb-install-db', [
      '--no-defaults',
      `--datadir=${data}`,
      `--user=${userInfo().username}`,
      '--auth-root-authentication-method=socket',
      '--skip-test-db',
    ]);
    writeFileSync(made, '');
  },

  programs(layout) {
    return [
      {
        name: 'mariadb',
        command: '/usr/sbin/mariadbd',
        args: [
          '--no-defaults',
          `--datadir=${join(folder(layout), 'data')}`,
          `--user=${userInfo().username}`,
          `--port=${layout.ports.mariadb}`,
          '--bind-address=127.0.0.1',
          `--socket=${socket(layout)}`,
          `--pid-file=${join(folder(layout), 'pid')}`,
          '--skip-name-resolve',
          '--character-set-server=utf8mb3',
          '--innodb-buffer-pool-size=256M',
          '--max-connections=400',
          // Survives the death of the server, which the tests cause; only the machine's own could lose a second.
          '--innodb-flush-log-at-trx-commit=2',
        ],
      },
    ];
  },

  /** It greets whoever connects once it takes requests. */
  async answers(layout) {
    return (await firstAnswer(layout.ports.mariadb)).length > 0;
  },

  async afterStart(layout) {
    const made = join(folder(layout), 'databases-made');
    if (existsSync(made)) return;
    const user = `'openstack'@'127.0.0.1'`;
    const statements = [
      `CREATE OR REPLACE USER ${user} IDENTIFIED BY '${layout.secrets.mariadb}'`,
      ...DATABASES.map((name) => `CREATE DATABASE IF NOT EXISTS ${name}`),
      ...DATABASES.map((name) => `GRANT ALL ON ${name}.* TO ${user}`),
    ];
    await run('mariadb', ['--no-defaults', `--socket=${socket(layout)}`, '--execute', statements.join(';')]);
    writeFileSync(made, '');
  },
};

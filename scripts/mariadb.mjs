import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ensureCommand, which } from './packages.mjs';

const LOCAL = 'mysql://root@127.0.0.1:3306/';
const START_SECONDS = 60;

/**
 * A MariaDB server for tests and measurements: the one TEST_DATABASE_URL names, else one that runs here and lets us in
 * as root, else a private one that lives in a temporary directory until `stop`. Throws where none can be had.
 *
 * @returns {Promise<{ url: string, origin: string, stop: () => Promise<void> }>}
 */
export async function findMariadb() {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    await execute(given, 'SELECT 1');
    return { url: given, origin: 'TEST_DATABASE_URL', stop: async () => {} };
  }
  const local = await execute(LOCAL, 'SELECT 1').catch(() => undefined);
  if (local) return { url: LOCAL, origin: 'the server on port 3306', stop: async () => {} };
  return startPrivate();
}

/**
 * Runs one statement and answers its rows.
 *
 * @param {string} url
 * @param {string} sql
 */
export async function execute(url, sql) {
  // Loaded late: this module is read before the dependencies are installed.
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({ uri: url, connectTimeout: 3000 });
  try {
    return (await connection.query(sql))[0];
  } finally {
    connection.destroy();
  }
}

/**
 * Drops the schemas that crashed test runs left. Younger ones may belong to a run under way; one that has no table yet
 * tells no age and stays.
 *
 * @param {string} url
 */
export async function dropLeftovers(url) {
  const leftovers = await execute(
    url,
    `SELECT table_schema AS name FROM information_schema.tables WHERE table_schema REGEXP '^solum_(test|bench)_'
      GROUP BY table_schema HAVING MAX(create_time) < NOW() - INTERVAL 1 HOUR`,
  );
  for (const { name } of leftovers) await execute(url, `DROP DATABASE IF EXISTS \`${name}\``);
}

async function startPrivate() {
  ensureCommand('mariadbd', 'mariadb-server');
  const directory = mkdtempSync(join(tmpdir(), 'solum-mariadb-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    const data = join(directory, 'data');
    const user = `--user=${userInfo().username}`;
    const install = which('mariadb-install-db') ?? 'mysql_install_db';
    const settings = ['--auth-root-authentication-method=normal', '--skip-test-db', user];
    await promisify(execFile)(install, ['--no-defaults', `--datadir=${data}`, ...settings]);
    return await serve(directory, data, user, remove);
  } catch (error) {
    remove();
    throw error;
  }
}

/**
 * @param {string} directory
 * @param {string} data
 * @param {string} user
 * @param {() => void} remove
 */
async function serve(directory, data, user, remove) {
  const port = await freePort();
  const log = join(directory, 'log');
  const output = openSync(log, 'w');
  const server = spawn(
    /** @type {string} */ (which('mariadbd')),
    [
      '--no-defaults',
      `--datadir=${data}`,
      user,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--socket=${join(directory, 'socket')}`,
      `--pid-file=${join(directory, 'pid')}`,
      '--skip-name-resolve',
      '--innodb-buffer-pool-size=256M',
      '--max-connections=500',
    ],
    { stdio: ['ignore', output, output] },
  );
  closeSync(output);
  const exited = new Promise((resolve) => server.once('exit', resolve));
  const kill = () => server.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    server.kill('SIGTERM');
    await exited;
    process.off('exit', kill);
    remove();
  };
  const url = `mysql://root@127.0.0.1:${port}/`;
  if (!(await answers(url, server))) {
    const said = existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : '';
    await stop();
    throw new Error(`The private MariaDB did not start:\n${said}`);
  }
  return { url, origin: `a private server on port ${port}`, stop };
}

/**
 * @param {string} url
 * @param {import('node:child_process').ChildProcess} server
 */
async function answers(url, server) {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (Date.now() < deadline && server.exitCode === null) {
    if (await execute(url, 'SELECT 1').catch(() => undefined)) return true;
    await wait(100);
  }
  return false;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** In this order from the first port on. */
const PORTS = ['keystone', 'mistral', 'heat', 'mariadb', 'rabbitmq', 'rabbitmqNodes', 'epmd'];
/** Below the ports that Linux hands out by itself, and away from every service's standard port. */
const FIRST_PORT = 15000;
const LAST_PORT = 15990;

const SECRETS = [
  'admin',
  'mistral',
  'heat',
  'solum',
  'heat_domain_admin',
  'demo',
  'demo2',
  'reader',
  'manager',
];
/** A Unix socket's path may have 107 characters. */
const LONGEST_DIRECTORY = 80;

/**
 * Where one cloud lives and what it is called: its folder, ports and secrets. Chosen once, then kept in the folder, so
 * that every later command finds the same cloud.
 *
 * @typedef {object} Layout
 * @property {string} directory
 * @property {Record<string, number>} ports
 * @property {Record<string, string>} secrets
 * @property {number} tokenSeconds how long Keystone's tokens live
 * @property {string} solumUrl where the catalogue says that Solum is
 */

export const DEFAULTS = { tokenSeconds: 3600, solumUrl: 'http://127.0.0.1:9777' };

/** The state folder: SOLUM_TEST_CLOUD_DIR, or one in the temporary folder. */
export function stateDirectory() {
  return process.env.SOLUM_TEST_CLOUD_DIR || join(tmpdir(), 'solum-openstack');
}

/**
 * The layout in a folder; undefined where no cloud was ever started.
 *
 * @param {string} directory
 * @returns {Layout | undefined}
 */
export function readLayout(directory) {
  const file = layoutFile(directory);
  return existsSync(file) ? { ...JSON.parse(readFileSync(file, 'utf8')), directory } : undefined;
}

/**
 * The layout in a folder, made where there is none, with these choices from now on.
 *
 * @param {string} directory
 * @param {{ tokenSeconds: number, solumUrl: string }} choices
 * @returns {Promise<Layout>}
 */
export async function ensureLayout(directory, choices) {
  if (directory.length > LONGEST_DIRECTORY) {
    throw new Error(
      `${directory} is too long a path for MariaDB's socket: set SOLUM_TEST_CLOUD_DIR to a shorter one.`,
    );
  }
  const { ports, secrets } = readLayout(directory) ?? { ports: await freePorts(), secrets: newSecrets() };
  const layout = { directory, ports, secrets, ...choices };
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(layoutFile(directory), `${JSON.stringify(layout, undefined, 2)}\n`, { mode: 0o600 });
  return layout;
}

/** @param {string} directory */
export function requireShortPath(directory) {
  if (directory.length <= LONGEST_DIRECTORY) return;
  throw new Error(
    `${directory} is too long a path for MariaDB's socket: set SOLUM_TEST_CLOUD_DIR to a shorter one.`,
  );
}

/** @param {string} directory */
function layoutFile(directory) {
  return join(directory, 'layout.json');
}

function newSecrets() {
  const secret = () => randomBytes(16).toString('hex');
  const names = [...SECRETS, 'mariadb', 'rabbitmq', 'encryption'];
  return Object.fromEntries(names.map((name) => [name, secret()]));
}

/** @returns {Promise<Record<string, number>>} */
async function freePorts() {
  for (let first = FIRST_PORT; first <= LAST_PORT; first += 10) {
    const ports = PORTS.map((_, index) => first + index);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return Object.fromEntries(PORTS.map((name, index) => [name, ports[index]]));
  }
  throw new Error(`No ${PORTS.length} free ports in a row between ${FIRST_PORT} and ${LAST_PORT}.`);
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

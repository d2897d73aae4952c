import { execFile, execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the cloud runs, and the command that its people use, from Debian 12 (OpenStack Zed). */
const PACKAGES = [
  'mariadb-server',
  'rabbitmq-server',
  'keystone',
  'uwsgi-plugin-python3',
  'mistral-api',
  'mistral-engine',
  'mistral-executor',
  'mistral-event-engine',
  'heat-api',
  'heat-engine',
  'python3-openstackclient',
];

const POLICY = '/usr/sbin/policy-rc.d';

/**
 * Makes sure of every package, by apt-get where some are missing. Packages that are there are left as they are: an
 * upgrade could restart a server that others use.
 *
 * @param {(text: string) => void} say
 */
export async function ensurePackages(say) {
  const missing = missingPackages();
  if (missing.length === 0) return;
  requireApt(missing);
  say(`Installing ${missing.join(' ')} (apt-get) …`);
  await aptGet('update');
  await startingNothing(() =>
    aptGet('install', '--yes', '--no-upgrade', '--no-install-recommends', ...missing),
  );
  const still = missingPackages();
  if (still.length > 0)
    throw new Error(`apt-get ended well, but these are not installed: ${still.join(' ')}`);
}

/** @returns {string[]} */
function missingPackages() {
  return PACKAGES.filter((name) => !isInstalled(name));
}

/** @param {string} name */
function isInstalled(name) {
  try {
    const status = execFileSync('dpkg-query', ['--show', '--showformat=${db:Status-Status}', name], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return status === 'installed';
  } catch {
    return false;
  }
}

/** @param {string[]} missing */
function requireApt(missing) {
  const command = `apt-get install --no-install-recommends ${missing.join(' ')}`;
  if (!existsSync('/usr/bin/apt-get')) {
    throw new Error('The test cloud is made of Debian 12 packages, and there is no apt-get here.');
  }
  if (process.getuid?.() !== 0) {
    throw new Error(`The test cloud needs packages that only root may install. As root: ${command}`);
  }
}

/**
 * Runs a task while Debian's maintainer scripts may not start a service: only our own copies shall run. A policy that
 * is there already is the machine's business.
 *
 * @param {() => Promise<void>} task
 */
async function startingNothing(task) {
  if (existsSync(POLICY)) return task();
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await task();
  } finally {
    rmSync(POLICY, { force: true });
  }
}

/** @param {string[]} args */
async function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['-qq', ...args], { env, maxBuffer: 64 << 20 }).catch((error) => {
    throw new Error(`apt-get ${args.join(' ')} failed:\n${`${error.stdout}${error.stderr}`.slice(-4000)}`);
  });
}

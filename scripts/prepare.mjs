import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = [20, 19];
const LOCK = join(ROOT, '.prepare.lock');
const DIST = join(ROOT, 'dist');
const DASHBOARD = 'dashboard';
/** What is built of what: each part again when one of its sources has changed. */
const PARTS = [
  {
    name: 'service',
    directories: ['src'],
    files: ['nest-cli.json', '.swcrc', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    clear: clearService,
    command: ['node_modules/@nestjs/cli/bin/nest.js', 'build'],
  },
  {
    name: DASHBOARD,
    directories: ['web', 'src/client'],
    files: ['package-lock.json'],
    clear: () => rmSync(join(DIST, DASHBOARD), { recursive: true, force: true }),
    command: [
      'node_modules/vite/bin/vite.js',
      'build',
      '--config',
      'web/vite.config.ts',
      '--logLevel',
      'warn',
    ],
  },
];

/** Brings a fresh checkout to where the service can start. */
export async function prepare() {
  await ensureInstalled();
  await ensureBuilt();
}

/** Runs `npm ci` where node_modules is not what package-lock.json says; needs no network otherwise. */
export async function ensureInstalled() {
  refuseOldNode();
  await alone(() => {
    if (isInstalled()) return;
    console.log('Installing the dependencies (npm ci) …');
    run(
      'npm',
      ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
      'The installation failed.',
    );
  });
}

/** Builds into dist what has changed since it was built last. */
export async function ensureBuilt() {
  await alone(() => {
    for (const part of PARTS) {
      const mark = join(DIST, `.sources-${part.name}`);
      const sources = digestOf(part);
      if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) continue;
      console.log(`Building the ${part.name} …`);
      rmSync(mark, { force: true });
      part.clear();
      run(process.execPath, part.command, `The build of the ${part.name} failed.`);
      writeFileSync(mark, sources);
    }
  });
}

/** Everything but the dashboard, so that no module that is gone stays behind. */
function clearService() {
  if (!existsSync(DIST)) return;
  const kept = [DASHBOARD, `.sources-${DASHBOARD}`];
  for (const name of readdirSync(DIST).filter((each) => !kept.includes(each)))
    rmSync(join(DIST, name), { recursive: true, force: true });
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  fail(`Node.js ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
}

/**
 * npm keeps a record of what it installed. It is compared package by package, so that an installation that the user
 * made by hand counts too, and one that was broken off does not.
 */
function isInstalled() {
  const record = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = Object.entries(packagesOf(join(ROOT, 'package-lock.json')));
  const present = packagesOf(record);
  return wanted.every(([path, { version, optional }]) => {
    if (path === '') return true;
    return present[path] ? present[path].version === version : optional === true;
  });
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** @param {(typeof PARTS)[number]} part */
function digestOf({ directories, files }) {
  const sources = directories.flatMap(sourcesIn).sort();
  const hash = createHash('sha256');
  for (const name of [...files, ...sources]) {
    hash.update(`\0${name}\0`).update(readFileSync(join(ROOT, name)));
  }
  return hash.digest('hex');
}

/** @param {string} directory */
function sourcesIn(directory) {
  return readdirSync(join(ROOT, directory), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.\w+$/.test(name) && !name.endsWith('.spec.ts'))
    .map((name) => join(directory, name));
}

/**
 * Two commands started at once must not install into each other. The lock names its owner, so that one that was killed
 * does not lock the checkout for ever.
 *
 * @param {() => void} work
 */
async function alone(work) {
  while (!takeLock()) await wait(200);
  const release = () => rmSync(LOCK, { force: true });
  process.once('exit', release);
  try {
    work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** A symbolic link is made in one step, with its text: there is no lock without an owner. */
function takeLock() {
  try {
    symlinkSync(String(process.pid), LOCK);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isOwned()) rmSync(LOCK, { force: true });
    return false;
  }
}

function isOwned() {
  try {
    process.kill(Number(readlinkSync(LOCK)), 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

/**
 * Quiet while all goes well.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {string} complaint
 */
function run(command, args, complaint) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) return;
  fail(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}\n${complaint}`);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}

import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/**
 * Where a command is, or undefined.
 *
 * @param {string} command
 */
export function which(command) {
  const directories = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return directories.map((directory) => join(directory, command)).find(isExecutable);
}

/**
 * Makes sure of a command, by apt-get where it is missing and we may. Throws what to do about it elsewhere.
 *
 * @param {string} command
 * @param {string} aptPackage
 */
export function ensureCommand(command, aptPackage) {
  if (which(command)) return;
  if (process.getuid?.() !== 0 || !which('apt-get')) {
    throw new Error(`${command} is missing: install it (Debian and Ubuntu: apt-get install ${aptPackage}).`);
  }
  console.log(`Installing ${aptPackage} (apt-get) …`);
  aptGet('update');
  aptGet('install', '--yes', '--no-install-recommends', aptPackage);
  if (!which(command)) throw new Error(`apt-get installed ${aptPackage}, but there is no ${command}.`);
}

/** @param {string[]} args */
function aptGet(...args) {
  const { status, stdout, stderr } = spawnSync('apt-get', ['-qq', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

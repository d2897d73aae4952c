import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { processInfo } from './processes.mjs';
import { until } from './until.mjs';

/** A first `up` installs packages: whoever waits for it waits for minutes. */
const WAIT_SECONDS = 900;

/**
 * Runs a task while no other command changes the cloud in this state folder. A lock whose owner died is taken over.
 *
 * @template T
 * @param {string} directory
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
export async function exclusively(directory, task) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'lock');
  await until(`the other command on ${directory} to end (${file})`, () => take(file), WAIT_SECONDS);
  try {
    return await task();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  const owner = readOwner(file);
  if (owner && processInfo(owner.pid)?.startTime === owner.startTime) return false;
  if (owner) rmSync(file, { force: true });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, startTime: processInfo(process.pid)?.startTime }));
  try {
    // A link appears whole or not at all: nobody reads half a lock.
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** @param {string} file */
function readOwner(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

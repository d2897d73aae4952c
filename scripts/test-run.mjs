import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { ensureCommand } from './packages.mjs';
import { ROOT } from './prepare.mjs';

/** @typedef {{ name: string, passed: number, failed: number }} Totals */

const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  join(ROOT, 'node_modules/jest/bin/jest.js'),
];

const PACKAGE_OF = {
  git: 'git',
  bwrap: 'bubblewrap',
  buildah: 'buildah',
  chromium: 'chromium',
  curl: 'curl',
  openssl: 'openssl',
  sqlite3: 'sqlite3',
  xxd: 'xxd',
  'mariadb-dump': 'mariadb-client',
  zsh: 'zsh',
  fish: 'fish',
};

/** Shells in which the command line completes, beside bash. */
export const SHELLS = ['zsh', 'fish'];

/** What the commands of the documents call. */
export const READERS_TOOLS = ['curl', 'openssl', 'sqlite3', 'xxd', 'mariadb-dump'];

/** What the caller asks for: nothing for all the tests, or jest's own arguments, such as a part of a file's name. */
const args = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'solum-test-run-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

/**
 * Makes sure of what the tests themselves call. A tool that cannot be had is a failure: nothing is skipped.
 *
 * @param {...keyof typeof PACKAGE_OF} commands
 * @returns {Totals}
 */
export function tools(...commands) {
  try {
    for (const command of commands) ensureCommand(command, PACKAGE_OF[command]);
    return { name: 'Tools', passed: 0, failed: 0 };
  } catch (error) {
    return failure('Tools', error);
  }
}

/**
 * Whether the caller asks for anything of one of jest's projects.
 *
 * @param {string} project
 */
export function isAskedFor(project) {
  if (args.length === 0) return true;
  const list = [...JEST, ...args, '--listTests', '--passWithNoTests', '--selectProjects', project];
  const { status, stdout, stderr } = spawnSync(process.execPath, list, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`jest cannot list the tests of ${project}: ${stderr}`);
  return stdout.includes('.spec.');
}

/**
 * Runs what the caller asks for of some of jest's projects.
 *
 * @param {string} name of this run, in the report
 * @param {string[]} projects
 * @param {{ environment?: Record<string, string | undefined>, workers?: number }} [options]
 * @returns {Promise<Totals>}
 */
export async function jest(name, projects, { environment = {}, workers = 2 } = {}) {
  const results = join(scratch, `${name}.json`);
  const code = await run(
    [
      ...JEST,
      ...args,
      ...(args.length > 0 ? ['--passWithNoTests'] : []),
      `--maxWorkers=${workers}`,
      '--json',
      `--outputFile=${results}`,
      '--selectProjects',
      ...projects,
    ],
    { ...process.env, ...environment },
  );
  return totals(name, results, code);
}

/**
 * A file that did not even load, a jest that did not end well and, unless the caller asked for a part of the tests, a
 * skipped test are failures too.
 *
 * @param {string} name
 * @param {string} results
 * @param {number} code
 * @returns {Totals}
 */
function totals(name, results, code) {
  try {
    const found = JSON.parse(readFileSync(results, 'utf8'));
    const skipped = args.length > 0 ? 0 : found.numPendingTests + found.numTodoTests;
    if (skipped > 0) console.error(`${skipped} tests were skipped: what cannot run must fail.`);
    const failed = found.numFailedTests + found.numRuntimeErrorTestSuites + skipped;
    return { name, passed: found.numPassedTests, failed: failed || Number(code !== 0) };
  } catch (error) {
    return failure(name, error);
  }
}

/**
 * Node, with the signals that we get while it runs.
 *
 * @param {string[]} nodeArgs
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
function run(nodeArgs, env) {
  const child = spawn(process.execPath, nodeArgs, { cwd: ROOT, env, stdio: 'inherit' });
  const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve(code ?? 1);
    });
  });
}

/**
 * @param {string} name
 * @param {unknown} error
 * @returns {Totals}
 */
export function failure(name, error) {
  console.error(`\n${name}: ${error instanceof Error ? error.message : error}`);
  return { name, passed: 0, failed: 1 };
}

/**
 * Prints the sums, `N passed, N failed` last, and sets the exit code.
 *
 * @param {Totals[]} all
 */
export function report(all) {
  console.log('');
  for (const { name, passed, failed } of all) {
    if (passed + failed > 0) console.log(`${name}: ${passed} passed, ${failed} failed`);
  }
  const passed = all.reduce((sum, each) => sum + each.passed, 0);
  const failed = all.reduce((sum, each) => sum + each.failed, 0);
  if (passed + failed === 0) console.error('No test was found.');
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  console.log(`${passed} passed, ${failed} failed`);
}

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { dropLeftovers, findMariadb } from './mariadb.mjs';
import { ensureCommand } from './packages.mjs';
import { prepare, ROOT } from './prepare.mjs';

/** @typedef {{ name: string, passed: number, failed: number }} Totals */

const args = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'solum-test-run-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

await prepare();
const runs = [tools(), await onSqlite(), await onMariadb()];
report(runs);

/** What the tests themselves call. A tool that cannot be had is a failure: nothing is skipped. */
function tools() {
  try {
    ensureCommand('git', 'git');
    ensureCommand('bwrap', 'bubblewrap');
    ensureCommand('buildah', 'buildah');
    return { name: 'Tools', passed: 0, failed: 0 };
  } catch (error) {
    return failure('Tools', error);
  }
}

async function onSqlite() {
  console.log('\nUnit, contract and e2e tests, on SQLite');
  return jest('SQLite', ['unit', 'contract', 'e2e'], { TEST_DATABASE_URL: undefined });
}

async function onMariadb() {
  try {
    const server = await findMariadb();
    try {
      console.log(`\nContract and e2e tests, on MariaDB (${server.origin})`);
      await dropLeftovers(server.url);
      return await jest('MariaDB', ['contract', 'e2e'], { TEST_DATABASE_URL: server.url });
    } finally {
      await server.stop();
    }
  } catch (error) {
    return failure('MariaDB', error);
  }
}

/**
 * @param {string} name
 * @param {string[]} projects
 * @param {Record<string, string | undefined>} environment
 * @returns {Promise<Totals>}
 */
async function jest(name, projects, environment) {
  const results = join(scratch, `${name}.json`);
  const code = await run(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(ROOT, 'node_modules/jest/bin/jest.js'),
      ...args,
      ...(args.length > 0 ? ['--passWithNoTests'] : []),
      '--maxWorkers=2',
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
 * @param {string} command
 * @param {string[]} commandArgs
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
function run(command, commandArgs, env) {
  const child = spawn(command, commandArgs, { cwd: ROOT, env, stdio: 'inherit' });
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
function failure(name, error) {
  console.error(`\n${name}: ${error instanceof Error ? error.message : error}`);
  return { name, passed: 0, failed: 1 };
}

/** @param {Totals[]} all */
function report(all) {
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

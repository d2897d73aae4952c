import process from 'node:process';
import { Cloud } from '../test/openstack/cloud/cloud.mjs';
import { stateDirectory } from '../test/openstack/cloud/layout.mjs';
import { prepare } from './prepare.mjs';
import { failure, isAskedFor, jest, report, tools } from './test-run.mjs';

/** Tests that kill services have a cloud of their own, so that one that somebody works with is not hurt. */
const SUITES = [
  { name: 'OpenStack', project: 'openstack', directory: stateDirectory(), isShared: true, workers: 2 },
  {
    name: 'OpenStack, with faults',
    project: 'openstack-faults',
    directory: `${stateDirectory()}-faults`,
    isShared: false,
    workers: 1,
  },
];

/** @type {NodeJS.Signals | undefined} */
let interruption;
for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(name, () => interrupt(name));

await prepare();
const runs = [tools('git', 'bwrap', 'chromium')];
for (const suite of SUITES) runs.push(await inItsCloud(suite));
report(runs);

/**
 * A cloud that ran before runs afterwards; one that was started for the tests is stopped, however they end.
 *
 * @param {(typeof SUITES)[number]} suite
 */
async function inItsCloud({ name, project, directory, isShared, workers }) {
  try {
    if (!isAskedFor(project)) return { name, passed: 0, failed: 0 };
    const cloud = new Cloud(directory, console.log);
    const services = await cloud.status();
    const ran = services.some(({ programs }) => programs.some(({ pid }) => pid !== undefined));
    const well = services.length > 0 && services.every((service) => service.well);
    console.log(`\n${name}: the tests against the cloud in ${directory}`);
    try {
      refuseInterruption();
      // One that others work with may be configured as they like it.
      if (!well || !isShared) await cloud.up();
      refuseInterruption();
      return await jest(name, [project], { workers, environment: { SOLUM_TEST_CLOUD_DIR: directory } });
    } finally {
      if (!ran) await cloud.down();
    }
  } catch (error) {
    return failure(name, error);
  }
}

/**
 * What is being started is started, and then stopped: no half cloud is left.
 *
 * @param {NodeJS.Signals} signal
 */
function interrupt(signal) {
  if (interruption) return;
  interruption = signal;
  console.error(`\n${signal}: what was started for the tests is stopped first …`);
}

function refuseInterruption() {
  if (interruption) throw new Error(`interrupted by ${interruption}`);
}

import process from 'node:process';
import { prepare } from './prepare.mjs';

/** What can be measured. Without a name: the service's requests. */
const BENCHES = {
  service: '../test/bench/bench.mjs',
  engine: '../test/bench/engine/bench.mjs',
  openstack: '../test/bench/openstack/bench.mjs',
  storm: '../test/bench/storm/bench.mjs',
  logs: '../test/bench/logs/bench.mjs',
};

const [name] = process.argv.slice(2);
const named = name !== undefined && Object.hasOwn(BENCHES, name);
if (named) process.argv.splice(2, 1);

await prepare();
await import(BENCHES[/** @type {keyof typeof BENCHES} */ (named ? name : 'service')]);

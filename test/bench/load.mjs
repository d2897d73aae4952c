import autocannon from 'autocannon';
import process from 'node:process';

/**
 * @typedef {object} Load
 * @property {string} url
 * @property {number} seconds
 * @property {number} connections
 * @property {import('autocannon').Request[]} requests sent in turn
 */

/** @typedef {{ rps: number, p50: number, p99: number, count: number }} Figures `count`: of the requests */

/** Runs in a process of its own, so that making the load does not slow down what is measured. */
process.on('message', async (/** @type {Load} */ { url, seconds, connections, requests }) => {
  /** @type {number[]} */
  const times = [];
  const began = process.hrtime.bigint();
  const run = autocannon({ url, duration: seconds, connections, requests });
  // autocannon's own percentiles are whole milliseconds.
  run.on('response', (_client, _status, _bytes, time) => times.push(time));
  const result = await run;
  const elapsed = Number(process.hrtime.bigint() - began) / 1e9;
  if (result.errors + result.non2xx > 0) {
    throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} refusals of ${times.length}`);
  }
  times.sort((a, b) => a - b);
  const quantile = (/** @type {number} */ share) => times[Math.floor((times.length - 1) * share)] ?? NaN;
  process.send?.({
    rps: times.length / elapsed,
    p50: quantile(0.5),
    p99: quantile(0.99),
    count: times.length,
  });
});

import { loadavg } from 'node:os';
import { EngineHost } from './engine-host.mjs';
import { heading, line, rowOf, verdicts } from './report.mjs';

/** @typedef {import('./host.mjs').Took & { load: number }} Round */

/**
 * Every scenario on one database, beside Mistral where it is there.
 *
 * @param {import('../databases.mjs').DatabaseKind} kind
 * @param {readonly import('./scenarios.mjs').Scenario[]} scenarios
 * @param {number} rounds
 * @param {import('./mistral.mjs').Mistral | undefined} mistral
 */
export async function measure(kind, scenarios, rounds, mistral) {
  const database = await kind.open();
  const host = await EngineHost.start(database.environment);
  console.log(heading());
  /** @type {import('./report.mjs').Row[]} */
  const rows = [];
  try {
    for (const scenario of scenarios) {
      await host.run(scenario);
      const took = median(await times(rounds, () => round(host, scenario)));
      const row = rowOf(scenario, kind.name, 0, took, await besides(mistral, scenario));
      console.log(line(row));
      rows.push(row);
    }
  } finally {
    await host.stop();
    await database.drop();
  }
  return { rows, verdicts: verdicts(rows) };
}

/**
 * @param {EngineHost} host
 * @param {import('./scenarios.mjs').Scenario} scenario
 * @returns {Promise<Round>}
 */
export async function round(host, scenario) {
  const took = await host.run(scenario);
  return { ...took, load: loadavg()[0] ?? NaN };
}

/** @param {readonly Round[]} rounds of which each figure's median is taken */
export function median(rounds) {
  const of = (/** @type {(round: Round) => number} */ figure) =>
    rounds.map(figure).sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? NaN;
  return {
    seconds: of(({ seconds }) => seconds),
    cpuSeconds: of(({ cpuSeconds }) => cpuSeconds),
    load: of(({ load }) => load),
  };
}

/**
 * @param {import('./mistral.mjs').Mistral | undefined} mistral
 * @param {import('./scenarios.mjs').Scenario} scenario
 */
async function besides(mistral, scenario) {
  if (!mistral || scenario.handedOver) return null;
  const { seconds, executions } = await mistral.run(scenario);
  return (executions * scenario.tasks) / seconds;
}

/**
 * @template T
 * @param {number} count
 * @param {() => Promise<T>} work
 */
async function times(count, work) {
  const results = [];
  for (let done = 0; done < count; done += 1) results.push(await work());
  return results;
}

import { EngineHost } from './engine-host.mjs';
import { verdict } from './report.mjs';
import { SCENARIOS } from './scenarios.mjs';

const STEPS = 10;
const EXECUTIONS = 10_000;
/** The first of the steps fill the caches, which have a size of their own. */
const WARM = 2;
const MOST_GROWTH_MB = 5;

/**
 * What the process holds while it runs 10,000 executions.
 *
 * @param {import('../databases.mjs').DatabaseKind} kind
 */
export async function measureMemory(kind) {
  const database = await kind.open();
  const host = await EngineHost.start(database.environment);
  const scenario = SCENARIOS.find(({ name }) => name === 'concurrent');
  if (!scenario) throw new Error('There is no concurrent scenario.');
  const rows = [];
  console.log('db       executions  heap_mb  rss_mb');
  try {
    for (let step = 1; step <= STEPS; step += 1) {
      await host.run({ ...scenario, executions: EXECUTIONS / STEPS });
      const { heapMb, rssMb } = await host.memory();
      const executions = (step * EXECUTIONS) / STEPS;
      rows.push({ db: kind.name, executions, heap_mb: heapMb, rss_mb: rssMb });
      console.log(
        `${kind.name.padEnd(8)}${String(executions).padStart(11)}` +
          `${heapMb.toFixed(1).padStart(9)}${rssMb.toFixed(0).padStart(8)}`,
      );
    }
  } finally {
    await host.stop();
    await database.drop();
  }
  const grown = (rows.at(-1)?.heap_mb ?? NaN) - (rows[WARM - 1]?.heap_mb ?? NaN);
  const what = `memory on ${kind.name}: ${grown.toFixed(1)} MB more heap at 10,000 executions than at 2,000`;
  return { rows, verdicts: [verdict(grown <= MOST_GROWTH_MB, `${what} (at most ${MOST_GROWTH_MB})`)] };
}

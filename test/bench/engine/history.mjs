import { EngineHost } from './engine-host.mjs';
import { heading, line, rowOf, verdict } from './report.mjs';
import { median, round } from './rounds.mjs';
import { SCENARIOS } from './scenarios.mjs';

const LEAST_SHARE = 0.9;
const TASKS_OF_MODEL = 5;

/**
 * An engine with a past beside one without, in turn.
 *
 * @param {import('../databases.mjs').DatabaseKind} kind
 * @param {readonly import('./scenarios.mjs').Scenario[]} scenarios
 * @param {number} rounds
 * @param {number} taskRows
 */
export async function measureHistory(kind, scenarios, rounds, taskRows) {
  const databases = [await kind.open(), await kind.open()];
  /** @type {EngineHost[]} */
  const hosts = [];
  try {
    for (const { environment } of databases) hosts.push(await EngineHost.start(environment));
    await fillHistory(kind.name, databases[1], hosts[1], taskRows);
    return await compare(kind.name, hosts, scenarios, rounds, taskRows);
  } finally {
    for (const host of hosts) await host.stop();
    for (const database of databases) await database.drop();
  }
}

/**
 * @param {string} db
 * @param {readonly EngineHost[]} hosts without and with a past
 * @param {readonly import('./scenarios.mjs').Scenario[]} scenarios
 * @param {number} rounds
 * @param {number} taskRows
 */
async function compare(db, hosts, scenarios, rounds, taskRows) {
  /** @type {import('./report.mjs').Row[]} */
  const rows = [];
  /** @type {string[]} */
  const verdicts = [];
  console.log(heading());
  for (const scenario of scenarios) {
    const taken = hosts.map(() => /** @type {import('./rounds.mjs').Round[]} */ ([]));
    for (const host of hosts) await host.run(scenario);
    for (let turn = 0; turn < rounds; turn += 1) {
      for (const index of turn % 2 === 0 ? [0, 1] : [1, 0]) {
        taken[index].push(await round(hosts[index], scenario));
      }
    }
    const pair = taken.map((each, index) => rowOf(scenario, db, index * taskRows, median(each), null));
    for (const row of pair) console.log(line(row));
    rows.push(...pair);
    const [fresh, old] = pair;
    const share = (fresh?.cpu_ms_per_task ?? NaN) / (old?.cpu_ms_per_task ?? NaN);
    const elapsed = (fresh?.ms_per_task ?? NaN) / (old?.ms_per_task ?? NaN);
    const what = `${scenario.name} on ${db} with ${taskRows} tasks before it`;
    verdicts.push(
      verdict(
        elapsed >= LEAST_SHARE,
        `${what}: ${elapsed.toFixed(2)} of its speed, ${share.toFixed(2)} by processor time (at least ${LEAST_SHARE})`,
      ),
    );
  }
  return { rows, verdicts };
}

/**
 * Copies a run that the engine itself has made, behind its back: its row, and a row for each action it handed over.
 *
 * @param {string} db
 * @param {import('../databases.mjs').BenchDatabase} database
 * @param {EngineHost} host
 * @param {number} taskRows
 */
async function fillHistory(db, database, host, taskRows) {
  const scenario = SCENARIOS.find(({ name }) => name === 'handed_concurrent');
  if (!scenario) throw new Error('There is no scenario to make a past of.');
  await host.run({ ...scenario, executions: 1, atOnce: 1 });
  const began = Date.now();
  const copies = Math.ceil(taskRows / TASKS_OF_MODEL);
  for (const table of ['engine_executions', 'engine_actions']) {
    const columns = (await database.rows(`SELECT * FROM ${table} LIMIT 1`)).flatMap(Object.keys);
    const others = columns.filter((column) => column !== 'id').join();
    const { uuid, numbers } = DIALECTS[/** @type {keyof typeof DIALECTS} */ (db)];
    await database.run(
      `INSERT INTO ${table} (id, ${others}) SELECT ${uuid}, ${others} FROM ${table} JOIN (${numbers(copies)}) AS copies`,
    );
  }
  if (db === 'mariadb') await database.run('ANALYZE TABLE engine_executions, engine_actions');
  const [{ present }] = await database.rows('SELECT COUNT(*) AS present FROM engine_actions');
  console.log(`${present} tasks of ended executions, made in ${((Date.now() - began) / 1000).toFixed(0)} s`);
}

const DIALECTS = {
  sqlite: {
    uuid: 'lower(hex(randomblob(18)))',
    numbers: (/** @type {number} */ count) =>
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT i FROM n`,
  },
  mariadb: {
    uuid: 'UUID()',
    numbers: (/** @type {number} */ count) => `SELECT seq AS i FROM seq_1_to_${count}`,
  },
};

import Database from 'libsql';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ENDS = ['SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'ERROR', 'SUCCESS', 'CANCELLED', 'SUCCESS'];
const DAY_MS = 86_400_000;

/**
 * Fills a data directory by copying rows of the pipeline and the run that are there already, so that whatever columns they
 * have are right. The service must not run meanwhile.
 *
 * @param {string} dataDir
 * @param {{ pipelines: number, runs: number }} wanted
 */
export function seed(dataDir, { pipelines, runs }) {
  const database = new Database(join(dataDir, 'solum.sqlite'));
  const pipeline = template(database, 'pipelines');
  const run = template(database, 'executions');
  const now = Date.now();
  database.exec('BEGIN');
  const insertPipeline = inserting(database, 'pipelines', pipeline);
  const insertRun = inserting(database, 'executions', run);
  const ids = Array.from({ length: pipelines }, (_, index) => {
    const id = randomUUID();
    const name = `service-${String(index + 1).padStart(4, '0')}`;
    insertPipeline({ id, name, trigger_id: randomUUID(), delegation_id: randomUUID() });
    return id;
  });
  for (let index = 0; index < runs; index += 1) {
    const began = now - Math.floor(((runs - index) / runs) * 30 * DAY_MS);
    const seconds = 20 + ((index * 7919) % 400);
    insertRun({
      id: randomUUID(),
      pipeline_id: ids[(index * 31) % ids.length],
      state: ENDS[(index * 13) % ENDS.length],
      created_at: text(began),
      started_at: text(began + 500),
      ended_at: text(began + seconds * 1000),
      updated_at: text(began + seconds * 1000),
    });
  }
  database.exec('COMMIT');
  database.exec('ANALYZE');
  database.close();
}

/**
 * @param {Database.Database} database
 * @param {string} table
 * @returns {Record<string, unknown>}
 */
function template(database, table) {
  const row = database.prepare(`SELECT * FROM ${table} LIMIT 1`).get();
  if (!row)
    throw new Error(`There is no row in ${table} to copy: make a pipeline first, and let its run end.`);
  // What the driver adds to each row.
  const { _metadata: _, ...columns } = row;
  return columns;
}

/**
 * @param {Database.Database} database
 * @param {string} table
 * @param {Record<string, unknown>} row
 */
function inserting(database, table, row) {
  const columns = Object.keys(row);
  const places = columns.map(() => '?').join(', ');
  const statement = database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
  return (/** @type {Record<string, unknown>} */ changes) =>
    statement.run(...Object.values({ ...row, ...changes }));
}

/** As TypeORM writes a time into SQLite. */
function text(/** @type {number} */ time) {
  return new Date(time).toISOString().replace('T', ' ').replace('Z', '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [dataDir, pipelines = '1000', runs = '100000'] = process.argv.slice(2);
  if (!dataDir) throw new Error('node test/bench/dashboard/seed.mjs DATA_DIR [PIPELINES [RUNS]]');
  seed(dataDir, { pipelines: Number(pipelines), runs: Number(runs) });
}

import Database from 'libsql';
import { createConnection } from 'mysql2/promise';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execute } from '../../scripts/mariadb.mjs';

const BATCH = 1000;
/** Emptied between rounds, so that no round pays for the runs that another one left. */
const RUNS = ['executions', 'engine_executions', 'engine_events', 'engine_actions', 'station_jobs'];

/**
 * The service's own database, filled behind its back.
 *
 * @typedef {object} BenchDatabase
 * @property {Record<string, string>} environment how the service and the limit reach it
 * @property {(columns: string[], rows: unknown[][]) => Promise<void>} insertPipelines
 * @property {(sql: string) => Promise<any[]>} rows
 * @property {(sql: string) => Promise<unknown>} run
 * @property {() => Promise<void>} drop
 *
 * @typedef {{ name: string, open: () => Promise<BenchDatabase> }} DatabaseKind
 */

/** @returns {BenchDatabase} */
export function sqliteDatabase() {
  const dataDir = mkdtempSync(join(tmpdir(), 'solum-bench-'));
  const using = (/** @type {(database: any) => unknown} */ work) => {
    const database = new Database(join(dataDir, 'solum.sqlite'), { timeout: 10_000 });
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  return {
    environment: { SOLUM_DATA_DIR: dataDir, DATABASE_URL: '' },
    insertPipelines: async (columns, rows) => {
      using((database) => {
        const insert = database.prepare(
          `INSERT INTO pipelines (${columns.join()}) VALUES (${columns.map(() => '?').join()})`,
        );
        database.transaction(() => rows.forEach((row) => insert.run(...row)))();
      });
    },
    rows: async (sql) => /** @type {any[]} */ (using((database) => database.prepare(sql).all())),
    run: async (sql) => using((database) => database.exec(sql)),
    drop: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

/**
 * @param {string} server
 * @returns {Promise<BenchDatabase>}
 */
export async function mariadbDatabase(server) {
  const dataDir = mkdtempSync(join(tmpdir(), 'solum-bench-'));
  const schema = `solum_bench_${randomBytes(6).toString('hex')}`;
  await execute(server, `CREATE DATABASE ${schema} CHARACTER SET utf8mb4`);
  const url = new URL(server);
  url.pathname = `/${schema}`;
  const connection = await createConnection({ uri: url.href, timezone: 'Z' });
  return {
    environment: { SOLUM_DATA_DIR: dataDir, DATABASE_URL: url.href },
    insertPipelines: async (columns, rows) => {
      for (let start = 0; start < rows.length; start += BATCH) {
        await connection.query(`INSERT INTO pipelines (${columns.join()}) VALUES ?`, [
          rows.slice(start, start + BATCH),
        ]);
      }
    },
    rows: async (sql) => /** @type {any[]} */ ((await connection.query(sql))[0]),
    run: (sql) => connection.query(sql),
    drop: async () => {
      await connection.end();
      await execute(server, `DROP DATABASE ${schema}`);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * Copies the first pipeline, which the service made, until there are `count`: each with an id, a trigger and an age of
 * its own.
 *
 * @param {BenchDatabase} database
 * @param {number} count
 */
export async function fill(database, count) {
  const [model] = await database.rows('SELECT * FROM pipelines ORDER BY created_at DESC LIMIT 1');
  const [{ present }] = await database.rows('SELECT COUNT(*) AS present FROM pipelines');
  const missing = Array.from({ length: Math.max(0, count - Number(present)) }, (_, index) => {
    const created = older(model.created_at, Number(present) + index);
    const identity = {
      id: randomUUID(),
      trigger_id: randomUUID(),
      name: `pipeline-${Number(present) + index}`,
    };
    return Object.values({ ...model, ...identity, created_at: created, updated_at: created });
  });
  await database.insertPipelines(Object.keys(model), missing);
}

/**
 * Ids from all over the table.
 *
 * @param {BenchDatabase} database
 * @param {number} count
 * @returns {Promise<string[]>}
 */
export async function sampleIds(database, count) {
  const random = database.environment.DATABASE_URL ? 'RAND()' : 'RANDOM()';
  const found = await database.rows(`SELECT id FROM pipelines ORDER BY ${random} LIMIT ${count}`);
  return found.map(({ id }) => id);
}

/** @param {BenchDatabase} database */
export async function forgetRuns(database) {
  for (const table of RUNS) await database.run(`DELETE FROM ${table}`);
}

/**
 * @param {Date | string} time in the form in which the database keeps it, which is the form of the answer
 * @param {number} seconds
 */
function older(time, seconds) {
  const base = typeof time === 'string' ? new Date(`${time.replace(' ', 'T')}Z`) : time;
  const moved = new Date(base.getTime() - seconds * 1000);
  return typeof time === 'string' ? moved.toISOString().replace('T', ' ').slice(0, -1) : moved;
}

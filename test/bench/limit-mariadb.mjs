import { createPool } from 'mysql2/promise';
import {
  executionValues,
  FIND,
  FIND_TO_START,
  LIST,
  newExecution,
  NOTE_LAST,
  START_COLUMNS,
} from './limit-json.mjs';

/** @param {string} url */
export async function mariadbStore(url) {
  const pool = createPool({ uri: url, connectionLimit: 20, timezone: 'Z' });
  const places = START_COLUMNS.split(',').fill('?');
  const insert = `INSERT INTO executions (${START_COLUMNS}) VALUES (${places.join()})`;
  return {
    pipeline: async (/** @type {string} */ id) => (await pool.execute(FIND, [id]))[0][0],
    // MariaDB takes no placeholder of a number behind LIMIT.
    pipelines: async (/** @type {number} */ count) => (await pool.execute(LIST, [String(count)]))[0],
    start: async (/** @type {string} */ id, /** @type {object} */ inputs) => {
      const connection = await pool.getConnection();
      try {
        await connection.beginTransaction();
        const [rows] = await connection.execute(FIND_TO_START, [id]);
        const execution = newExecution(rows[0], inputs);
        await connection.execute(insert, executionValues(execution, execution.createdAt));
        await connection.execute(NOTE_LAST, [execution.id, id]);
        await connection.commit();
        return execution;
      } finally {
        connection.release();
      }
    },
  };
}

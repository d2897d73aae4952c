import Database from 'libsql';
import { join } from 'node:path';
import {
  executionValues,
  FIND,
  FIND_TO_START,
  LIST,
  newExecution,
  NOTE_LAST,
  START_COLUMNS,
} from './limit-json.mjs';

/** @param {string} dataDir */
export function sqliteStore(dataDir) {
  const database = new Database(join(dataDir, 'solum.sqlite'), { timeout: 5000 });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  const [find, list, findToStart, noteLast] = [FIND, LIST, FIND_TO_START, NOTE_LAST].map((sql) =>
    database.prepare(sql),
  );
  const places = START_COLUMNS.split(',').fill('?');
  const insert = database.prepare(`INSERT INTO executions (${START_COLUMNS}) VALUES (${places.join()})`);
  const [begin, commit] = ['BEGIN IMMEDIATE', 'COMMIT'].map((sql) => database.prepare(sql));
  return {
    pipeline: (/** @type {string} */ id) => find.get(id),
    pipelines: (/** @type {number} */ count) => list.all(count),
    start: (/** @type {string} */ id, /** @type {object} */ inputs) => {
      begin.run();
      const execution = newExecution(findToStart.get(id), inputs);
      insert.run(
        ...executionValues(execution, execution.createdAt.toISOString().replace('T', ' ').slice(0, -1)),
      );
      noteLast.run(execution.id, id);
      commit.run();
      return execution;
    },
  };
}

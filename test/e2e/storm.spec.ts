import { describe, expect, it } from '@jest/globals';
import { storm } from '../bench/storm/storm.mjs';
import { scratchDatabase } from '../support/test-database.js';

/** Of the whole storm, `npm run bench -- storm`, a small one. */
const COUNT = 300;
const KILLS = 3;
const LONGEST_MS = 180_000;

describe('while the service is killed again and again and the engine is away for a while', () => {
  it(
    'every good webhook starts one execution, no bad one any, and each has its row',
    async () => {
      const database = await scratchDatabase();
      const { dataDir, settings } = database;
      try {
        const result = await storm(
          { SOLUM_DATA_DIR: dataDir, DATABASE_URL: settings.databaseUrl ?? '' },
          { count: COUNT, kills: KILLS },
        );
        expect(result.wrong).toEqual([]);
        expect(result).toMatchObject({ posted: COUNT, kills: KILLS, executions: COUNT / 3 });
        expect(result.refused).toBeGreaterThan(0);
        expect(result.attempts).toBeGreaterThan(COUNT);
      } finally {
        await database.drop();
      }
    },
    LONGEST_MS,
  );
});

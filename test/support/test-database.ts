import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { DataSource, EntitySchema, MixedList } from 'typeorm';
import { dataSourceOptions, DatabaseSettings } from '../../src/database/data-source-options.js';
import { DatabaseSession } from '../../src/database/database-session.js';
import { openReading } from '../../src/database/database.module.js';

/** An empty database of its own for one suite: an SQLite file, or a new schema on TEST_DATABASE_URL's server. */
export interface ScratchDatabase {
  readonly settings: DatabaseSettings;
  readonly dataDir: string;
  drop(): Promise<void>;
}

export async function scratchDatabase(): Promise<ScratchDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'solum-test-'));
  const server = process.env.TEST_DATABASE_URL;
  const removeDir = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
  if (!server) return { settings: { dataDir }, dataDir, drop: removeDir };
  const schema = `solum_test_${randomBytes(6).toString('hex')}`;
  await administer(server, `CREATE DATABASE ${schema} CHARACTER SET utf8mb4`);
  const url = new URL(server);
  url.pathname = `/${schema}`;
  return {
    settings: { dataDir, databaseUrl: url.toString() },
    dataDir,
    drop: async () => {
      await administer(server, `DROP DATABASE ${schema}`);
      await removeDir();
    },
  };
}

async function administer(server: string, sql: string): Promise<void> {
  const connection = await createConnection(server);
  await connection.query(sql).finally(() => connection.end());
}

export interface OpenDatabase {
  readonly session: DatabaseSession;
  close(): Promise<void>;
}

/** A migrated database with the given records, for suites that test repositories without the whole service. */
export async function openDatabase(
  scratch: ScratchDatabase,
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type for entities
  entities: MixedList<Function | string | EntitySchema>,
): Promise<OpenDatabase> {
  const writing = await new DataSource({
    ...dataSourceOptions(scratch.settings),
    entities,
    migrationsRun: true,
  }).initialize();
  const reading = await openReading(writing);
  return {
    session: new DatabaseSession(writing, reading),
    close: async () => {
      if (reading !== writing) await reading.destroy();
      await writing.destroy();
    },
  };
}

import Database from 'libsql';
import { resolve } from 'node:path';
import { DataSourceOptions } from 'typeorm';
import { migrations } from './migrations/index.js';

/**
 * Transactions of the writing connection take the write lock at once (BEGIN IMMEDIATE): a deferred one that reads
 * first and writes later fails with SQLITE_BUSY whenever another process wrote in between.
 */
class ImmediateDatabase extends Database {
  override prepare: InstanceType<typeof Database>['prepare'] = (sql: string) =>
    super.prepare(sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql) as never;
}

/** 32 MiB: with the usual 2 MB each step of the engine reads the file again once a history of it is large. */
export const CACHE_SIZE = 'cache_size = -32768';

export interface DatabaseSettings {
  /** `mysql://…` or `mariadb://…`; absent: SQLite in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
}

export function dataSourceOptions(settings: DatabaseSettings): DataSourceOptions {
  const common = { migrations, migrationsTransactionMode: 'each' as const, logging: false as const };
  if (settings.databaseUrl) {
    return {
      ...common,
      type: 'mariadb',
      url: settings.databaseUrl.replace(/^mysql:/, 'mariadb:'),
      timezone: 'Z',
      charset: 'utf8mb4_bin',
      poolSize: 20,
      supportBigNumbers: true,
      bigNumberStrings: false,
    };
  }
  return {
    ...common,
    type: 'better-sqlite3',
    driver: ImmediateDatabase,
    database: resolve(settings.dataDir, 'solum.sqlite'),
    enableWAL: true,
    timeout: 5000,
    prepareDatabase: (database: Database.Database) => {
      // Before the first table is made; a database that has tables already stays as it is.
      database.pragma('auto_vacuum = INCREMENTAL');
      // A commit survives the process, whatever ends it; a power failure may take the last ones back (ADR 9).
      database.pragma('synchronous = NORMAL');
      database.pragma(CACHE_SIZE);
      database.pragma('foreign_keys = ON');
    },
  };
}

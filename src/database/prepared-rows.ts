import type Database from 'libsql';
import type { Connection, Pool } from 'mysql2';
import { EntityManager } from 'typeorm';

/** A row's values in the order of the selection. */
export type Row = readonly unknown[];
export type Value = string | number | Date;

/** More than the service has: a statement is made from code and names of columns, never from what users send. */
const MOST_STATEMENTS = 500;

const statements = new WeakMap<object, Map<string, Database.Statement>>();

/**
 * Runs a reading statement where `manager` would run it, in its transaction if it has one, but prepared once and without
 * the ORM's own work, which on the paths that every request takes costs more than the database does.
 */
export async function preparedRows(
  manager: EntityManager,
  sql: string,
  values: readonly Value[],
): Promise<Row[]> {
  const { databaseConnection, pool } = driverOf(manager);
  if (databaseConnection) return statementOf(databaseConnection, sql).all(...values) as Row[];
  return execute((await connectionOf(manager)) ?? pool, sql, values);
}

/** As `preparedRows`, for a statement that finds one row at most. */
export async function preparedRow(
  manager: EntityManager,
  sql: string,
  values: readonly Value[],
): Promise<Row | undefined> {
  const { databaseConnection } = driverOf(manager);
  if (databaseConnection) return statementOf(databaseConnection, sql).get(...values) as Row | undefined;
  return (await preparedRows(manager, sql, values))[0];
}

function driverOf(manager: EntityManager): { databaseConnection?: Database.Database; pool: Pool } {
  return manager.dataSource.driver as unknown as { databaseConnection?: Database.Database; pool: Pool };
}

async function connectionOf(manager: EntityManager): Promise<Connection | undefined> {
  return (await manager.queryRunner?.connect()) as Connection | undefined;
}

function statementOf(database: Database.Database, sql: string): Database.Statement {
  const known = statementsOf(database);
  const prepared = known.get(sql);
  if (prepared) return prepared;
  if (known.size >= MOST_STATEMENTS) known.clear();
  const statement = database.prepare(sql).raw(true);
  known.set(sql, statement);
  return statement;
}

function statementsOf(database: Database.Database): Map<string, Database.Statement> {
  let known = statements.get(database);
  if (!known) statements.set(database, (known = new Map<string, Database.Statement>()));
  return known;
}

function execute(connection: Pick<Pool, 'execute'>, sql: string, values: readonly Value[]): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    connection.execute({ sql, values: [...values], rowsAsArray: true }, (error, rows) => {
      if (error) reject(error);
      else resolve(rows as unknown[][]);
    });
  });
}

import type Database from 'libsql';
import type { Connection, Pool, ResultSetHeader } from 'mysql2';
import { EntityManager } from 'typeorm';

/** A row's values in the order of the selection. */
export type Row = readonly unknown[];
export type Value = string | number | Date | null;

/** What writes, made before anything is sent. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** More than the service has: a statement is made from code and names of columns, never from what users send. */
const MOST_STATEMENTS = 500;

const statements = new WeakMap<object, Map<string, Database.Statement>>();

/*
 * These run a statement where `manager` would run it, in its transaction if it has one, but prepared once and without
 * the ORM's own work, which on the paths that every request takes costs more than the database does.
 */

export async function preparedRows(
  manager: EntityManager,
  sql: string,
  values: readonly Value[],
): Promise<Row[]> {
  const { databaseConnection } = driverOf(manager);
  if (databaseConnection) return reader(databaseConnection, sql).all(...values) as Row[];
  return execute<Row[]>(manager, sql, values);
}

/** For a statement that finds one row at most. */
export async function preparedRow(
  manager: EntityManager,
  sql: string,
  values: readonly Value[],
): Promise<Row | undefined> {
  const { databaseConnection } = driverOf(manager);
  if (databaseConnection) return reader(databaseConnection, sql).get(...values) as Row | undefined;
  return (await execute<Row[]>(manager, sql, values))[0];
}

/** For a statement that writes: how many rows it did, counting those that had the new values already. */
export async function preparedChange(
  manager: EntityManager,
  sql: string,
  values: readonly Value[],
): Promise<number> {
  const { databaseConnection } = driverOf(manager);
  if (databaseConnection) return statementOf(databaseConnection, sql).run(...values).changes;
  return (await execute<ResultSetHeader>(manager, sql, values)).affectedRows;
}

/**
 * A transaction of its own, of statements that need nothing of each other's answers. Answers for each batch whether it
 * was written: nothing of it is where its first statement does no row. On SQLite nothing of this process comes in
 * between; a single statement needs no BEGIN and COMMIT.
 */
export async function preparedTransaction(
  manager: EntityManager,
  batches: readonly (readonly Statement[])[],
): Promise<boolean[]> {
  const [only, ...others] = batches.flat();
  if (only && others.length === 0) return [(await preparedChange(manager, only.sql, only.values)) > 0];
  const { databaseConnection, pool } = driverOf(manager);
  return databaseConnection ? atOnce(databaseConnection, batches) : onOneConnection(pool, batches);
}

/** SQLite. Not prepared: a step of such a statement gives back one page only. */
export function shrinkFile(manager: EntityManager, pages: number): void {
  driverOf(manager).databaseConnection?.exec(`PRAGMA incremental_vacuum(${pages})`);
}

function atOnce(database: Database.Database, batches: readonly (readonly Statement[])[]): boolean[] {
  const change = ({ sql, values }: Statement): number => statementOf(database, sql).run(...values).changes;
  statementOf(database, 'BEGIN IMMEDIATE').run();
  try {
    const done = batches.map((batch) =>
      batch.every((statement, index) => change(statement) > 0 || index > 0),
    );
    statementOf(database, 'COMMIT').run();
    return done;
  } catch (error) {
    if (database.inTransaction) statementOf(database, 'ROLLBACK').run();
    throw error;
  }
}

async function onOneConnection(pool: Pool, batches: readonly (readonly Statement[])[]): Promise<boolean[]> {
  const connection = await pool.promise().getConnection();
  try {
    await connection.beginTransaction();
    const done: boolean[] = [];
    for (const batch of batches) done.push(await writeBatch(connection.connection, batch));
    await connection.commit();
    connection.release();
    return done;
  } catch (error) {
    // What is left of the transaction goes with its connection.
    connection.destroy();
    throw error;
  }
}

async function writeBatch(connection: unknown, [first, ...others]: readonly Statement[]): Promise<boolean> {
  const change = async ({ sql, values }: Statement): Promise<number> =>
    (await executeOn<ResultSetHeader>(connection as Connection, sql, values)).affectedRows;
  if (first && (await change(first)) === 0) return false;
  for (const statement of others) await change(statement);
  return true;
}

function driverOf(manager: EntityManager): { databaseConnection?: Database.Database; pool: Pool } {
  return manager.dataSource.driver as unknown as { databaseConnection?: Database.Database; pool: Pool };
}

/** Rows as arrays: the driver makes them in half the time. */
function reader(database: Database.Database, sql: string): Database.Statement {
  return statementOf(database, sql, (statement) => statement.raw(true));
}

function statementOf(
  database: Database.Database,
  sql: string,
  set: (statement: Database.Statement) => Database.Statement = (statement) => statement,
): Database.Statement {
  const known = statementsOf(database);
  const prepared = known.get(sql);
  if (prepared) return prepared;
  if (known.size >= MOST_STATEMENTS) known.clear();
  const statement = set(database.prepare(sql));
  known.set(sql, statement);
  return statement;
}

function statementsOf(database: Database.Database): Map<string, Database.Statement> {
  let known = statements.get(database);
  if (!known) statements.set(database, (known = new Map<string, Database.Statement>()));
  return known;
}

async function execute<T extends Row[] | ResultSetHeader>(
  manager: EntityManager,
  sql: string,
  values: readonly Value[],
): Promise<T> {
  const own = (await manager.queryRunner?.connect()) as Connection | undefined;
  return executeOn(own ?? driverOf(manager).pool, sql, values);
}

function executeOn<T extends Row[] | ResultSetHeader>(
  connection: Pick<Pool, 'execute'>,
  sql: string,
  values: readonly Value[],
): Promise<T> {
  return new Promise((resolve, reject) => {
    connection.execute({ sql, values: [...values], rowsAsArray: true }, (error, result) => {
      if (error) reject(error);
      else resolve(result as unknown as T);
    });
  });
}

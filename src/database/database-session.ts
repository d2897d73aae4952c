import { Mutex } from 'async-mutex';
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { UnitOfWork } from '../shared/domain/unit-of-work.js';
import { Batch, GroupCommit } from './group-commit.js';
import { preparedChange, preparedTransaction, shrinkFile, Statement } from './prepared-statements.js';
import { insertRecord } from './write-record.js';

interface Transaction {
  readonly manager: EntityManager;
  readonly beforeCommit: (() => Promise<void>)[];
  readonly afterCommit: (() => void)[];
}

const ATTEMPTS = 5;
const CONTENTION = new Set([
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
]);
const UNIQUE = new Set(['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE']);
const FOREIGN_KEY = new Set([
  'ER_ROW_IS_REFERENCED_2',
  'ER_NO_REFERENCED_ROW_2',
  'SQLITE_CONSTRAINT_FOREIGNKEY',
]);

/**
 * How repositories reach the database.
 *
 * TypeORM has one connection for an SQLite file and interleaves whatever is awaited on it, so a request could write
 * into another request's transaction. Here transactions on SQLite queue behind a mutex on a connection of their own,
 * and reads outside a transaction go to a second, read-only connection (WAL gives them the last committed state).
 * MariaDB has a pool and needs neither.
 */
export class DatabaseSession extends UnitOfWork {
  private readonly current = new AsyncLocalStorage<Transaction>();
  private readonly turn = new Mutex();
  private readonly together = new GroupCommit((batches) => this.commitTogether(batches));
  private running = 0;

  constructor(
    private readonly writing: DataSource,
    private readonly reading: DataSource,
  ) {
    super();
  }

  /** For reading: the running transaction's view, else committed data. */
  get manager(): EntityManager {
    return this.current.getStore()?.manager ?? this.reading.manager;
  }

  /** For writing: only inside `run`. */
  get writer(): EntityManager {
    const transaction = this.current.getStore();
    if (!transaction) throw new Error('A repository wrote outside a unit of work.');
    return transaction.manager;
  }

  get isSqlite(): boolean {
    return this.writing.options.type === 'better-sqlite3';
  }

  /** Whether the caller is inside `run`. */
  get isOpen(): boolean {
    return this.current.getStore() !== undefined;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.isOpen) return work();
    return this.persistently(() => this.attempt(work));
  }

  /**
   * A transaction whose statements are known beforehand, at a fraction of the cost of `run`: it shares its commit with
   * others. False, and nothing is written, where the first statement does no row. Inside `run` it joins the transaction.
   */
  async write(statements: readonly Statement[]): Promise<boolean> {
    const [first, ...others] = statements;
    if (!first) return true;
    if (!this.isOpen) return this.together.write([first, ...others]);
    if ((await preparedChange(this.writer, first.sql, first.values)) === 0) return false;
    for (const { sql, values } of others) await preparedChange(this.writer, sql, values);
    return true;
  }

  /** Gives at most so many pages of what was deleted back to the file system; SQLite only. */
  async shrink(pages: number): Promise<void> {
    await this.turn.runExclusive(async () => shrinkFile(this.writing.manager, pages));
  }

  private async persistently<T>(transaction: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await transaction();
      } catch (error) {
        if (attempt >= ATTEMPTS || !CONTENTION.has(errorCode(error))) throw error;
        await wait(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  beforeCommit(callback: () => Promise<void>): void {
    const transaction = this.current.getStore();
    if (!transaction) throw new Error('There is no transaction to be committed.');
    transaction.beforeCommit.push(callback);
  }

  afterCommit(callback: () => void): void {
    const transaction = this.current.getStore();
    if (transaction) transaction.afterCommit.push(callback);
    else callback();
  }

  private commitTogether(batches: readonly Batch[]): Promise<boolean[]> {
    const transaction = (): Promise<boolean[]> => preparedTransaction(this.writing.manager, batches);
    return this.persistently(() => (this.isSqlite ? this.turn.runExclusive(transaction) : transaction()));
  }

  private async attempt<T>(work: () => Promise<T>): Promise<T> {
    const callbacks: (() => void)[] = [];
    const inTransaction = (): Promise<T> =>
      this.writing.transaction((manager) => {
        const transaction: Transaction = { manager, beforeCommit: [], afterCommit: callbacks };
        return this.current.run(transaction, () => completed(transaction, work));
      });
    const result = await this.tracked(() =>
      this.isSqlite ? this.turn.runExclusive(inTransaction) : inTransaction(),
    );
    for (const callback of callbacks) this.current.exit(callback);
    return result;
  }

  /**
   * Node 20 tracks every promise of the process as long as an AsyncLocalStorage is on, which a request that only reads
   * should not pay for: it is off while no transaction runs.
   */
  private async tracked<T>(transaction: () => Promise<T>): Promise<T> {
    this.running += 1;
    try {
      return await transaction();
    } finally {
      this.running -= 1;
      if (this.running === 0) this.current.disable();
    }
  }
}

async function completed<T>({ beforeCommit }: Transaction, work: () => Promise<T>): Promise<T> {
  const result = await work();
  for (const callback of beforeCommit) await callback();
  return result;
}

/** Whether the database refused a row because a unique key has it already. */
export function isUniqueViolation(error: unknown): boolean {
  return UNIQUE.has(errorCode(error));
}

function errorCode(error: unknown): string {
  const { driverError, code } = error as { driverError?: { code?: string }; code?: string };
  return driverError?.code ?? code ?? '';
}

/** Whether the database refused a change because other rows refer to the row, or the row it refers to is not there. */
export function isForeignKeyViolation(error: unknown): boolean {
  return FOREIGN_KEY.has(errorCode(error));
}

/** Inserts a row; false, and nothing is broken, where its primary or a unique key is taken. */
export async function insertOnce<R extends ObjectLiteral>(
  writer: EntityManager,
  record: EntityTarget<R>,
  row: R,
): Promise<boolean> {
  try {
    await insertRecord(writer, record, row);
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/**
 * One database transaction. Repositories called inside `run` join it, whichever module they belong to; outside of it
 * they read committed data and refuse to write.
 *
 * - `run` inside `run` joins the outer transaction.
 * - When `work` throws, everything is rolled back and the error goes on to the caller.
 * - A deadlock or a busy database is retried a few times from the start, so `work` must have no effect outside the
 *   database; such effects belong into `afterCommit`.
 */
export abstract class UnitOfWork {
  abstract run<T>(work: () => Promise<T>): Promise<T>;

  /**
   * Calls back when `work` has ended well, still in the transaction, before it is committed: for what is to be locked last
   * and shortest. Only inside `run`.
   */
  abstract beforeCommit(callback: () => Promise<void>): void;

  /** Calls back once the transaction has been committed; never when it is rolled back. Outside of `run`: at once. */
  abstract afterCommit(callback: () => void): void;
}

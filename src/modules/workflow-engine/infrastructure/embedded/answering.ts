import { DomainError } from '../../../../shared/domain/domain-error.js';

/** Does something with the database. Where it is away, the engine is: `unavailable` (`engine.unavailable`). */
export async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isConnectionProblem(error)) throw error;
    throw new DomainError('unavailable', 'engine.unavailable', 'The workflow engine is not available now.', {
      retryAfter: 5,
      cause: error,
    });
  }
}

const CODES =
  /^(ECONN|ETIMEDOUT|ENOTFOUND|EPIPE|EHOSTUNREACH|PROTOCOL_|ER_CON_|ER_SERVER_SHUTDOWN|SQLITE_(BUSY|IOERR|CANTOPEN|FULL))/;

function isConnectionProblem(error: unknown): boolean {
  const { driverError, code } = error as { driverError?: { code?: string }; code?: string };
  return CODES.test(driverError?.code ?? code ?? '');
}

import { isDatabaseAway } from '../../../../shared/domain/database-away.js';
import { DomainError } from '../../../../shared/domain/domain-error.js';

/** Does something with the database. Where it is away, the engine is: `unavailable` (`engine.unavailable`). */
export async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    throw new DomainError('unavailable', 'engine.unavailable', 'The workflow engine is not available now.', {
      retryAfter: 5,
      cause: error,
    });
  }
}

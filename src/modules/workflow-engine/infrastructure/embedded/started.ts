import { DomainError } from '../../../../shared/domain/domain-error.js';
import { WorkflowError, WorkflowNotFound } from '../../domain/interpreter/index.js';
import { JobFailed } from '../threads/job-failed.js';

/** What the interpreter says to a start, in the port's words. */
export async function started<T>(start: () => T | Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof WorkflowNotFound) {
      throw new DomainError('not_found', 'engine.workflow_not_found', error.message);
    }
    if (error instanceof WorkflowError || (error as Error).name === 'ExpressionError') {
      throw new DomainError('invalid', 'engine.input_invalid', (error as Error).message);
    }
    if (error instanceof JobFailed) {
      throw new DomainError(
        'invalid',
        'engine.limit_exceeded',
        `The execution cannot start: ${error.message}`,
      );
    }
    throw error;
  }
}

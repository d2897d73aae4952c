import { DomainError } from '../../../../shared/domain/domain-error.js';
import { WorkflowError, WorkflowNotFound } from '../../domain/interpreter/index.js';

/** What the interpreter says to a start, in the port's words. */
export function started<T>(start: () => T): T {
  try {
    return start();
  } catch (error) {
    if (error instanceof WorkflowNotFound) {
      throw new DomainError('not_found', 'engine.workflow_not_found', error.message);
    }
    if (error instanceof WorkflowError || (error as Error).name === 'ExpressionError') {
      throw new DomainError('invalid', 'engine.input_invalid', (error as Error).message);
    }
    throw error;
  }
}

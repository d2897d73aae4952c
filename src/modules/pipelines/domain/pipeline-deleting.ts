import { DomainError } from '../../../shared/domain/domain-error.js';

export function pipelineDeleting(): DomainError {
  return new DomainError(
    'conflict',
    'pipeline.deleting',
    'The pipeline is being deleted: nothing starts it any more.',
  );
}

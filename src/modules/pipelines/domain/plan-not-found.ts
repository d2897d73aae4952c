import { DomainError } from '../../../shared/domain/domain-error.js';

/** In the original service's words, which clients know. */
export function planNotFound(): DomainError {
  return DomainError.invalidField(
    'plan.not_found',
    '/plan_uri',
    'The plan was not given or could not be found',
  );
}

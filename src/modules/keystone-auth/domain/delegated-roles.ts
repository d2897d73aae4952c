import { DomainError } from '../../../shared/domain/domain-error.js';

/** Those of the caller's roles that the service needs; throws `forbidden` (`delegation.refused`) where there are none. */
export function delegatedRoles(held: readonly string[], needed: readonly string[]): string[] {
  const roles = needed.filter((role) => held.includes(role));
  if (roles.length > 0) return roles;
  const wanted = needed.join(' or ');
  throw refused(
    `acting for you later needs your role ${wanted} in this project, and you do not have it there.`,
  );
}

export function refused(why: string): DomainError {
  return new DomainError('forbidden', 'delegation.refused', `The delegation was refused: ${why}`);
}

export function broken(why: string): DomainError {
  return new DomainError(
    'forbidden',
    'delegation.broken',
    `The service cannot act for the pipeline's owner: ${why} ` +
      "A member of the project renews the pipeline's delegation to mend it: POST /v1/pipelines/{id}/delegation/renew.",
  );
}

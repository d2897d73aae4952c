import { DomainError } from '../domain/domain-error.js';

/** A strong validator (RFC 9110, 8.8.3) from a resource's id and version. */
export function etagOf(id: string, version: number | string): string {
  return `"${id}-${version}"`;
}

/** Throws `precondition_failed` where If-Match names other versions than the present one. */
export function requireMatch(ifMatch: string | undefined, etag: string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const accepted = ifMatch.split(',').map((tag) => tag.trim());
  if (accepted.includes(etag)) return;
  throw new DomainError(
    'precondition_failed',
    'precondition.failed',
    'It was changed since you read it: read it again, then repeat your change with its new ETag.',
  );
}

/** Whether If-None-Match has the present version, so that 304 is the answer. */
export function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');
}

import { createHash, createHmac } from 'node:crypto';
import { DomainError } from './domain-error.js';
import { newId } from './ids.js';
import type { KeyRing } from './key-ring.js';

/** The id that a request's resource gets, and a digest of the request where the client asked for idempotency. */
export interface RequestIdentity {
  readonly id: string;
  /** Null where the client sent no Idempotency-Key. */
  readonly digest: string | null;
}

/**
 * Idempotency-Key without a ledger: the key decides the new resource's id, so the primary key itself refuses the second
 * one, whatever crashed in between. The digest tells a repetition from another request under the same key. It is the ring's
 * last key that decides: a repetition gets the same id while a new secret key takes the place of an old one.
 */
export class Idempotency {
  constructor(private readonly ring: KeyRing) {}

  identify(scope: string, key: string | undefined, request: unknown): RequestIdentity {
    if (key === undefined) return { id: newId(), digest: null };
    const hash = createHmac('sha256', this.ring.last.bytes).update(`idempotency\0${scope}\0${key}`).digest();
    return { id: toUuid(hash), digest: createHash('sha256').update(JSON.stringify(request)).digest('hex') };
  }
}

/** Throws `conflict` where the key was used for another request before. */
export function refuseOtherRequest(identity: RequestIdentity, known: string | null): void {
  if (identity.digest !== null && identity.digest === known) return;
  throw new DomainError(
    'conflict',
    'idempotency.key_reused',
    'This Idempotency-Key was used for another request: use a new key for a new request.',
  );
}

/** A version 8 UUID (RFC 9562: custom) of the hash's first bytes. */
function toUuid(hash: Buffer): string {
  const bytes = Buffer.from(hash.subarray(0, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DomainError } from '../domain/domain-error.js';
import type { KeyRing, RingKey } from '../domain/key-ring.js';

const VERSION = 'v2';
/** Of before keys had ids: any key may have sealed it. */
const VERSION_WITHOUT_ID = 'v1';
const RETRY_AFTER_S = 30;

/**
 * Encrypts secrets at rest: AES-256-GCM under a key derived from the service's secret key. `context` binds a box to its
 * place (e.g. `plan:<id>`), so that a row's box opens nowhere else. A box is text: `v2.<key id>.<payload>`.
 */
export class SecretBox {
  private readonly ring: KeyRing;

  constructor(ring: KeyRing) {
    this.ring = ring.derive('solum-secret-box');
  }

  /** By the ring's first key. */
  seal(plaintext: string, context: string): string {
    const { id, bytes } = this.ring.first;
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
    const payload = Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    return [VERSION, id, payload].join('.');
  }

  /**
   * By whichever key sealed it. Throws `unavailable` (`secrets.key_missing`) where the ring lacks that key, and an Error
   * where the context or the box is another.
   */
  open(box: string, context: string): string {
    const [version, ...rest] = box.split('.');
    if (version === VERSION_WITHOUT_ID) return this.openByAny(rest[0] ?? '', context);
    if (version !== VERSION) throw new Error('Unknown version of a sealed secret.');
    const [id = '', payload = ''] = rest;
    const key = this.ring.find(id);
    if (!key) throw missing(id);
    return openBy(key, payload, context);
  }

  /** The same secret by the ring's first key; undefined where that sealed it already. Throws as `open`. */
  reseal(box: string, context: string): string | undefined {
    return keyIdOf(box) === this.ring.first.id ? undefined : this.seal(this.open(box, context), context);
  }

  private openByAny(payload: string, context: string): string {
    for (const key of this.ring.keys) {
      try {
        return openBy(key, payload, context);
      } catch {
        continue;
      }
    }
    throw missing(undefined);
  }
}

/** Which key sealed it; undefined for a box of before keys had ids. */
export function keyIdOf(box: string): string | undefined {
  const [version, id] = box.split('.', 2);
  return version === VERSION ? id : undefined;
}

function openBy({ bytes }: RingKey, payload: string, context: string): string {
  const box = Buffer.from(payload, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', bytes, box.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(context))
    .setAuthTag(box.subarray(12, 28));
  return Buffer.concat([decipher.update(box.subarray(28)), decipher.final()]).toString('utf8');
}

function missing(id: string | undefined): DomainError {
  const key = id === undefined ? 'a key of before keys had ids' : `the key ${id}`;
  return new DomainError(
    'unavailable',
    'secrets.key_missing',
    `A secret is sealed by ${key}, which is not among the keys that this process was given.`,
    { retryAfter: RETRY_AFTER_S },
  );
}

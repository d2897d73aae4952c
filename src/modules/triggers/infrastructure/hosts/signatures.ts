import { createHmac, timingSafeEqual } from 'node:crypto';
import { SignatureVerdict } from '../../domain/git-host.js';

/**
 * Whether a signature is the HMAC-SHA256 of the bytes under one of the secrets. Every secret is tried, so the time says
 * neither which one fits nor how much of a wrong one would.
 */
export function verifyHmac(
  signed: Buffer,
  signature: Buffer | null,
  secrets: readonly (string | Buffer)[],
): SignatureVerdict {
  if (signature === null) return 'invalid';
  return anyOf(secrets, (secret) => equal(signature, createHmac('sha256', secret).update(signed).digest()));
}

/** Whether a text is one of the secrets; what is compared are their digests, so not even their length shows. */
export function verifyToken(token: string, secrets: readonly string[]): SignatureVerdict {
  const given = digest(token);
  return anyOf(secrets, (secret) => equal(given, digest(secret)));
}

/** The bytes that 64 hexadecimal digits stand for, after a prefix; null for any other text. */
export function hexSignature(text: string, prefix = ''): Buffer | null {
  const digits = text.startsWith(prefix) ? text.slice(prefix.length) : '';
  return /^[0-9a-f]{64}$/i.test(digits) ? Buffer.from(digits, 'hex') : null;
}

/** An empty secret signs nothing: anybody knows it. */
function anyOf<T extends string | Buffer>(
  secrets: readonly T[],
  fits: (secret: T) => boolean,
): SignatureVerdict {
  const fitting = secrets.filter((secret) => secret.length > 0).filter(fits);
  return fitting.length > 0 ? 'valid' : 'invalid';
}

function equal(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function digest(text: string): Buffer {
  return createHmac('sha256', 'solum-webhook-token').update(text).digest();
}

import { promisify } from 'node:util';
import { constants, gunzip, gzip, gzipSync } from 'node:zlib';
import type { WebhookRequest } from './git-host.js';

/** A body as it is stored: for judging it again. */
export interface PackedPayload {
  readonly contentType: string | null;
  /** gzip of the bytes as they came. */
  readonly body: Buffer;
}

const FAST = { level: constants.Z_BEST_SPEED };
/** Up to here the way to another thread and back takes longer than the work, which is done in half a millisecond. */
const PACKED_AT_ONCE = 32_768;

export async function packPayload({ contentType, rawBody }: WebhookRequest): Promise<PackedPayload> {
  const small = rawBody.length <= PACKED_AT_ONCE;
  const body = small ? gzipSync(rawBody, FAST) : await promisify(gzip)(rawBody, FAST);
  return { contentType: contentType?.slice(0, 255) ?? null, body };
}

export async function unpackBody({ body }: PackedPayload): Promise<Buffer> {
  return promisify(gunzip)(body);
}

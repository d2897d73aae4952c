import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { WebhookRequest } from './git-host.js';

/** A body as it is stored: for judging it again. */
export interface PackedPayload {
  readonly contentType: string | null;
  /** gzip of the bytes as they came. */
  readonly body: Buffer;
}

export async function packPayload({ contentType, rawBody }: WebhookRequest): Promise<PackedPayload> {
  const body = await promisify(gzip)(rawBody, { level: constants.Z_BEST_SPEED });
  return { contentType: contentType?.slice(0, 255) ?? null, body };
}

export async function unpackBody({ body }: PackedPayload): Promise<Buffer> {
  return promisify(gunzip)(body);
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { etagOf, isUnchanged } from './etag.js';

/** Sets the ETag and, where the client has that version already, turns the answer into 304 (then undefined). */
export function conditional<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  resource: { id: string; version: number | string },
  present: () => T,
): T | undefined {
  const etag = etagOf(resource.id, resource.version);
  void reply.header('ETag', etag);
  if (!isUnchanged(request.headers['if-none-match'], etag)) return present();
  void reply.status(304);
  return undefined;
}

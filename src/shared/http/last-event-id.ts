import type { FastifyRequest } from 'fastify';
import { DomainError } from '../domain/domain-error.js';

/** Whether the client asks for a stream of events. */
export function wantsEvents({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/event-stream') ?? false;
}

/**
 * Where a stream is to go on, as the header Last-Event-ID says: a whole number, the id of the last event that the client
 * has. Undefined without one. Throws `invalid` (`stream.invalid`) for what cannot be such an id, and for one beyond `most`.
 */
export function lastEventId({ headers }: FastifyRequest, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const given = headers['last-event-id'];
  if (given === undefined || given === '') return undefined;
  const id = typeof given === 'string' && /^\d{1,16}$/.test(given) ? Number(given) : Infinity;
  if (id <= most) return id;
  throw DomainError.invalidField(
    'stream.invalid',
    '/headers/last-event-id',
    'The header Last-Event-ID is not the id of an event of this stream.',
  );
}

import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../domain/domain-error.js';

/** The Idempotency-Key header (IETF draft httpapi-idempotency-key): 1 to 255 printable characters, or absent. */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined => {
    const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
    if (key === undefined) return undefined;
    if (typeof key === 'string' && /^[\x20-\x7e]{1,255}$/.test(key)) return key;
    const detail = 'The header Idempotency-Key must be 1 to 255 printable ASCII characters.';
    throw new DomainError('invalid', 'idempotency.key_invalid', detail);
  },
);

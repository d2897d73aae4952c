import { CanActivate, CustomDecorator, ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../domain/domain-error.js';

const ACCEPTS_QUERY = 'solum:accepts-query';

/** The route reads query parameters, and refuses unknown ones itself where it should. */
export const AcceptsQuery = (): CustomDecorator => SetMetadata(ACCEPTS_QUERY, true);

/** A query parameter that nothing reads is a mistake of the caller's, told by name instead of passed over in silence. */
@Injectable()
export class QueryGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const { query } = context.switchToHttp().getRequest<FastifyRequest>();
    for (const name in query as object) {
      if (this.reflector.get<boolean | undefined>(ACCEPTS_QUERY, context.getHandler())) return true;
      const shown = name.slice(0, 100);
      throw DomainError.invalidField(
        'query.invalid',
        `/${shown}`,
        `The query parameter ${shown} is not known here.`,
      );
    }
    return true;
  }
}

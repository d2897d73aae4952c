import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { OPERATION } from '../../../shared/http/openapi.js';
import { Authenticator } from '../domain/authenticator.js';
import { Policy, PolicyRule } from '../domain/policy.js';
import { AuthenticatedRequest, PUBLIC, RULE } from './auth.decorators.js';
import { SessionCookie } from './session-cookie.js';

/** Every route is denied unless it is public or its policy rule passes. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly policy: Policy,
    private readonly cookie: SessionCookie,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<PolicyRule | typeof PUBLIC | undefined>(RULE, context.getHandler());
    if (rule === PUBLIC) return true;
    if (!rule) throw new DomainError('forbidden', 'auth.forbidden', 'No policy rule allows this.');
    const request = context.switchToHttp().getRequest<FastifyRequest & AuthenticatedRequest>();
    const identity = await this.authenticator.authenticate({
      token: first(request.headers['x-auth-token']) ?? this.cookie.tokenOf(request),
      serviceToken: first(request.headers['x-service-token']),
      host: request.headers.host,
    });
    request.identity = identity;
    request.operation = this.reflector.get<string>(OPERATION, context.getHandler());
    request.rule = rule;
    request.principal = this.policy.admit(identity, rule, request.id);
    return true;
  }
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Authenticator } from '../domain/authenticator.js';
import { Policy, PolicyRule } from '../domain/policy.js';
import { AuthenticatedRequest, PUBLIC, RULE } from './auth.decorators.js';

/** Every route is denied unless it is public or its policy rule passes. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly policy: Policy,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<PolicyRule | typeof PUBLIC | undefined>(RULE, context.getHandler());
    if (rule === PUBLIC) return true;
    if (!rule) throw new DomainError('forbidden', 'auth.forbidden', 'No policy rule allows this.');
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest & AuthenticatedRequest>();
    const identity = await this.authenticate(request, http.getResponse<FastifyReply>());
    request.principal = this.policy.admit(identity, rule, request.id);
    return true;
  }

  private async authenticate(request: FastifyRequest, reply: FastifyReply) {
    try {
      return await this.authenticator.authenticate({
        token: first(request.headers['x-auth-token']),
        serviceToken: first(request.headers['x-service-token']),
        host: request.headers.host,
      });
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unauthenticated') {
        void reply.header('WWW-Authenticate', this.authenticator.challenge);
      }
      throw error;
    }
  }
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

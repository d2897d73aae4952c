import { ArgumentsHost, Catch, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../domain/domain-error.js';
import { toProblem } from './problem.js';

/** Turns whatever was thrown into the one error body, and says with every 401 how to authenticate. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** `challenge`: how users authenticate; errors of other callers bring their own. */
  constructor(private readonly challenge: string) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (error instanceof DomainError && error.kind === 'unauthenticated') {
      void reply.header('WWW-Authenticate', error.challenge ?? this.challenge);
    }
    sendProblem(error, http.getRequest<FastifyRequest>(), reply);
  }
}

/** Answers the error body, and logs what is our own fault. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { problem, retryAfter, unexpected } = toProblem(error, request.id);
  if (unexpected) request.log.error({ err: error }, 'request failed');
  if (retryAfter !== undefined) void reply.header('Retry-After', String(retryAfter));
  const wantsProblem = request.headers.accept?.includes('application/problem+json') ?? false;
  void reply
    .status(problem.status)
    .header('Content-Type', wantsProblem ? 'application/problem+json' : 'application/json; charset=utf-8')
    .header('X-Openstack-Request-Id', request.id)
    .send(JSON.stringify(problem));
}

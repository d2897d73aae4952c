import { ArgumentsHost, Catch, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toProblem } from './problem.js';

/** Turns whatever was thrown into the one error body; logs what is our own fault. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { problem, retryAfter, unexpected } = toProblem(error, request.id);
    if (unexpected) request.log.error({ err: error }, 'request failed');
    if (retryAfter !== undefined) void reply.header('Retry-After', String(retryAfter));
    const wantsProblem = request.headers.accept?.includes('application/problem+json') ?? false;
    void reply
      .status(problem.status)
      .header('Content-Type', wantsProblem ? 'application/problem+json' : 'application/json; charset=utf-8')
      .send(JSON.stringify(problem));
  }
}

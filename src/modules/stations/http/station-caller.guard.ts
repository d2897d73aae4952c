import { CanActivate, createParamDecorator, ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { StationCredentials } from '../../executions/index.js';

interface CallingRequest {
  stationCaller?: string;
}

/** Lets in whoever holds the credential of an execution (header X-Station-Credential); 401 else. */
@Injectable()
export class StationCallerGuard implements CanActivate {
  constructor(private readonly credentials: StationCredentials) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest & CallingRequest>();
    const given = request.headers['x-station-credential'];
    const executionId = typeof given === 'string' ? this.credentials.verify(given) : undefined;
    if (executionId === undefined) throw unauthenticated(given === undefined);
    request.stationCaller = executionId;
    return true;
  }
}

/** Id of the (root) execution whose credential was given. */
export const CallingExecution = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { stationCaller } = context.switchToHttp().getRequest<CallingRequest>();
  if (stationCaller === undefined) throw new Error('CallingExecution was used without StationCallerGuard.');
  return stationCaller;
});

function unauthenticated(missing: boolean): DomainError {
  const what = missing ? 'is missing' : 'is not valid';
  const text = `The header X-Station-Credential ${what}: a workbook takes it from env().solum.credential.`;
  return new DomainError('unauthenticated', 'station.unauthenticated', text, {
    challenge: 'X-Station-Credential',
  });
}

import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

interface RawBodyConfig {
  readonly rawBody?: boolean;
}

/** The handler gets the body's bytes (a Buffer; nothing where there is none), whatever they say: for what is signed over them. */
export function TakesRawBody(): MethodDecorator {
  const config: RawBodyConfig = { rawBody: true };
  return RouteConfig(config);
}

export function takesRawBody(request: FastifyRequest): boolean {
  return (request.routeOptions.config as RawBodyConfig).rawBody === true;
}

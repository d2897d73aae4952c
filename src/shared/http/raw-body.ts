import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';

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

/** Routes that are added later and take the raw body take this many bytes of it, whatever the limit of the others is. */
export function limitRawBodies(fastify: FastifyInstance, bytes: number): void {
  fastify.addHook('onRoute', (route) => {
    const config: RawBodyConfig | undefined = route.config;
    if (config?.rawBody === true) route.bodyLimit = bytes;
  });
}

import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, RawServerDefault } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { addBodyParsers } from './body-parsers.js';

export const API_VERSION = 'application-deployment 1.0';

/** Fastify as this service wants it: request ids, limits, YAML bodies, trailing slashes accepted everywhere. */
export function createHttpAdapter(options: { logger: Logger; maxBodyBytes: number }): FastifyAdapter {
  const adapter = new FastifyAdapter<RawServerDefault>({
    loggerInstance: options.logger,
    requestIdLogLabel: 'req_id',
    genReqId: () => `req-${randomUUID()}`,
    bodyLimit: options.maxBodyBytes,
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: 200 },
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Openstack-Request-Id', request.id).header('OpenStack-API-Version', API_VERSION);
    done();
  });
  addBodyParsers(fastify);
  return adapter;
}

import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RawServerDefault,
} from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { BodyConfig } from '../../config/body-config.js';
import { DomainError } from '../domain/domain-error.js';
import { addBodyParsers } from './body-parsers.js';
import { sendProblem } from './problem.filter.js';
import { limitRawBodies } from './raw-body.js';

export const API_VERSION = 'application-deployment 1.0';

/** Fastify as this service wants it: request ids, limits, YAML bodies, trailing slashes accepted everywhere. */
export function createHttpAdapter(options: {
  logger: Logger;
  bodies: BodyConfig;
  trustedProxies: number;
}): FastifyAdapter {
  const adapter = new FastifyAdapter<RawServerDefault>({
    loggerInstance: options.logger,
    logController: new LogController({ requestIdLogLabel: 'req_id' }),
    frameworkErrors: refuseUrl,
    trustProxy: (_address: string, hop: number) => hop < options.trustedProxies,
    genReqId: () => `req-${randomUUID()}`,
    bodyLimit: options.bodies.largest,
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
  limitRawBodies(fastify, options.bodies.largestWebhook);
  closeUnusedConnections(fastify);
  return adapter;
}

/** Clients connect in advance. Node counts a connection without any request as busy, and would wait for its time-out. */
function closeUnusedConnections(fastify: FastifyInstance): void {
  const unused = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  fastify.server.on('request', ({ socket }) => unused.delete(socket));
  fastify.addHook('preClose', (done) => {
    for (const socket of unused) socket.destroy();
    done();
  });
}

/** What Fastify refuses before there is a route: a URL that does not decode. */
function refuseUrl(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refused = new DomainError(
    'invalid',
    'request.invalid',
    'The URL is not valid: its escapes do not decode.',
  );
  sendProblem(refused, request, reply);
}

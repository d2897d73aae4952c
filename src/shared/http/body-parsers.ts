import type { FastifyInstance, FastifyRequest } from 'fastify';
import { YAML_TYPES, YamlBody } from './yaml.js';

/** JSON, YAML and forms; text/plain comes as a string (Fastify's own). Anything else is 415. */
export function addBodyParsers(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  const asText = { parseAs: 'string' } as const;
  fastify.addContentTypeParser('application/json', asText, (request: FastifyRequest, body: string, done) => {
    // Many clients name a type on every request, also on a DELETE without a body.
    if (body.trim() === '') done(null, undefined);
    else void parseJson(request, body, done);
  });
  fastify.addContentTypeParser([...YAML_TYPES], asText, (_request: FastifyRequest, body: string, done) => {
    done(null, body.trim() === '' ? undefined : new YamlBody(body));
  });
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    asText,
    (_request: FastifyRequest, body: string, done) => {
      done(null, Object.fromEntries(new URLSearchParams(body)));
    },
  );
}

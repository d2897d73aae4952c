import type { FastifyInstance, FastifyRequest } from 'fastify';
import { takesRawBody } from './raw-body.js';
import { YAML_TYPES, YamlBody } from './yaml.js';

type Done = (error: Error | null, body?: unknown) => void;
type Parse = (request: FastifyRequest, body: string, done: Done) => void;

/** JSON, YAML, forms and text; anything else is 415. A route that takes the raw body gets bytes of any of these. */
export function addBodyParsers(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  const add = (types: string | string[], parse: Parse): void => {
    fastify.addContentTypeParser(
      types,
      { parseAs: 'buffer' },
      (request: FastifyRequest, body: Buffer, done) => {
        if (takesRawBody(request)) done(null, body);
        else parse(request, body.toString('utf8'), done);
      },
    );
  };
  add('application/json', (request, body, done) => {
    // Many clients name a type on every request, also on a DELETE without a body.
    if (body.trim() === '') done(null, undefined);
    else void parseJson(request, body, done);
  });
  add([...YAML_TYPES], (_request, body, done) => {
    done(null, body.trim() === '' ? undefined : new YamlBody(body));
  });
  add('application/x-www-form-urlencoded', (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body)));
  });
  fastify.removeContentTypeParser('text/plain');
  add('text/plain', (_request, body, done) => done(null, body));
}

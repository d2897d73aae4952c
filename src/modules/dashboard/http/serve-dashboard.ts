import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { sendProblem } from '../../../shared/http/problem.filter.js';

/** What `npm run build` makes of web/; the same place seen from src and from dist. */
const BUILT = fileURLToPath(new URL('../../../../dist/dashboard/', import.meta.url));
/** Names of these files change with their content. */
const HASHED = /^assets\/[\w.-]+$/;
/** What Vite puts into the page, for the nonce to take its place. */
const NONCE = '%CSP_NONCE%';

/**
 * Serves the dashboard under /dashboard: its files for ever, as their names change with them; the page at every other
 * address, as the addresses below are its own.
 */
export async function serveDashboard(app: NestFastifyApplication, root = BUILT): Promise<void> {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const page = pageIn(root);
  await fastify.register(async (scope) => {
    await scope.register(fastifyStatic, { root, serve: false, preCompressed: true, etag: true });
    const answer = (request: FastifyRequest, reply: FastifyReply): unknown => {
      const path = (request.params as { '*'?: string })['*'] ?? '';
      if (!page) return refuse(request, reply, 'The dashboard has not been built: run "npm run build".');
      if (HASHED.test(path)) return file(request, reply, root, path, true);
      if (path === 'icon.svg') return file(request, reply, root, path, false);
      if (/\.\w+$/.test(path)) return refuse(request, reply, 'The dashboard has no such file.');
      return sendPage(reply, page);
    };
    scope.get('/dashboard', answer);
    scope.get('/dashboard/*', answer);
  });
}

function pageIn(root: string): string | undefined {
  const file = join(root, 'index.html');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function file(
  request: FastifyRequest,
  reply: FastifyReply,
  root: string,
  path: string,
  isHashed: boolean,
): unknown {
  if (!existsSync(join(root, path))) {
    return refuse(request, reply, 'The dashboard has no such file: load the page again after an update.');
  }
  void reply.header('X-Content-Type-Options', 'nosniff');
  return reply.sendFile(path, isHashed ? { immutable: true, maxAge: '365d' } : { maxAge: '1d' });
}

/** Style elements that libraries add are let in by a nonce, which is another one each time; script has none. */
function sendPage(reply: FastifyReply, page: string): unknown {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .headers({
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': policy(nonce),
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
      'Cross-Origin-Opener-Policy': 'same-origin',
    })
    .send(page.replaceAll(NONCE, nonce));
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function refuse(request: FastifyRequest, reply: FastifyReply, words: string): unknown {
  sendProblem(new DomainError('not_found', 'dashboard.not_found', words), request, reply);
  return reply;
}

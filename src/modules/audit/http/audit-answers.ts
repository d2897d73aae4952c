import { Injectable, Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { AuditTrail } from '../application/audit-trail.js';
import { AuditedRequest, auditFields } from './audited-request.js';

/** Before an answer is sent, its status is in the request's entry; what the policy refused gets its entry here. */
@Injectable()
export class AuditAnswers {
  private readonly logger = new Logger('Audit');

  constructor(private readonly trail: AuditTrail) {}

  /** An answer is not held back: that there was such a request is written down, or it has changed nothing. */
  async note(request: AuditedRequest, reply: FastifyReply): Promise<void> {
    try {
      await this.write(request, reply);
    } catch (error) {
      this.logger.error(error);
    }
  }

  private async write(request: AuditedRequest, reply: FastifyReply): Promise<void> {
    const status = reply.statusCode;
    if (request.auditId !== undefined) {
      await this.trail.settle(request.auditId, { status, resourceId: madeBy(request, reply) });
      return;
    }
    const fields = auditFields(request);
    if (fields) await this.trail.note({ ...fields, status });
  }
}

/** The id of what a collection got. */
function madeBy(request: AuditedRequest, reply: FastifyReply): string | null {
  if (Object.keys(request.params as object).length > 0) return null;
  const location = reply.getHeader('location');
  return typeof location === 'string' ? (/[^/]+$/.exec(location)?.[0].slice(0, 255) ?? null) : null;
}

/** Only before the routes are there. */
export function auditAnswers(app: NestFastifyApplication): void {
  const answers = app.get(AuditAnswers, { strict: false });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (request, reply) => answers.note(request, reply));
}

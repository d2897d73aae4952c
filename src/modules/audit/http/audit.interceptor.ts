import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import { Observable } from 'rxjs';
import { AuditTrail } from '../application/audit-trail.js';
import { AuditedRequest, auditFields } from './audited-request.js';

/** Each change is written down before it is begun; what cannot be written down is refused (503). */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(private readonly trail: AuditTrail) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<AuditedRequest>();
    const fields = auditFields(request);
    if (fields) request.auditId = await this.trail.note(fields);
    return next.handle();
  }
}

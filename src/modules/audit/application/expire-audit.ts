import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { dueBefore, type RetentionRule, RetentionRules, sweepOlder } from '../../retention/index.js';
import { AuditLog } from '../domain/audit-log.js';
import { AuditTrail } from './audit-trail.js';

/** Entries go by their age alone; and what retention takes away, of whatever kind, has an entry itself. */
@Injectable()
export class ExpireAudit implements RetentionRule {
  readonly kind = 'audit';

  constructor(
    rules: RetentionRules,
    trail: AuditTrail,
    private readonly log: AuditLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    rules.add(this);
    rules.onSwept(async (kind, count) => {
      const detail = `${count} taken away`;
      await trail.note({ actor: 'retention', operation: 'retention.sweep', resourceType: kind, detail });
    });
  }

  async *sweep(): AsyncIterable<number> {
    const before = dueBefore(this.clock, this.config.retention.auditDays);
    if (before) yield* sweepOlder(this.log, before, this.unitOfWork);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { dueBefore, type RetentionRule, RetentionRules, sweepOlder } from '../../retention/index.js';
import { EventLog } from '../domain/event-log.js';

@Injectable()
export class ExpireEvents implements RetentionRule {
  readonly kind = 'events';

  constructor(
    rules: RetentionRules,
    private readonly events: EventLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    rules.add(this);
  }

  async *sweep(): AsyncIterable<number> {
    const before = dueBefore(this.clock, this.config.retention.eventDays);
    if (before) yield* sweepOlder(this.events, before, this.unitOfWork);
  }
}

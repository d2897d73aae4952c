import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { type RetentionRule, RetentionRules } from '../../retention/index.js';
import { EventLog } from '../domain/event-log.js';

const DAY_MS = 86_400_000;
const BATCH = 200;

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
    const { eventDays } = this.config.retention;
    if (eventDays === 0) return;
    const before = this.clock.after(-eventDays * DAY_MS);
    for (let count = BATCH; count === BATCH;) {
      count = await this.unitOfWork.run(() => this.events.deleteBefore(before, BATCH));
      yield count;
    }
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { dueBefore, type RetentionRule, RetentionRules } from '../../retention/index.js';
import { JobLogs } from '../domain/job-logs.js';
import { Jobs } from '../domain/jobs.js';

const BATCH = 10;

/** The log goes before its job says so: what is killed in between is done again. */
@Injectable()
export class ExpireLogs implements RetentionRule {
  readonly kind = 'logs';

  constructor(
    rules: RetentionRules,
    private readonly jobs: Jobs,
    private readonly logs: JobLogs,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    rules.add(this);
  }

  async *sweep(): AsyncIterable<number> {
    const before = dueBefore(this.clock, this.config.retention.logDays);
    if (!before) return;
    for (;;) {
      const jobs = await this.jobs.withLogFrom(before, BATCH);
      if (jobs.length === 0) return;
      for (const job of jobs) await this.logs.removeOne(job);
      await this.unitOfWork.run(() => this.jobs.logsExpired(jobs.map(({ id }) => id)));
      yield jobs.length;
    }
  }
}

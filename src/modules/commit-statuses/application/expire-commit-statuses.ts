import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { Executions } from '../../executions/index.js';
import { PipelineRemains } from '../../pipelines/index.js';
import { dueBefore, type RetentionRule, RetentionRules, sweepAged } from '../../retention/index.js';
import { AgedCommitStatuses } from '../domain/aged-commit-statuses.js';

/** Commit statuses go by their age, but not before the execution that they tell of; and with their pipeline. */
@Injectable()
export class ExpireCommitStatuses implements RetentionRule {
  readonly kind = 'commit_statuses';

  constructor(
    rules: RetentionRules,
    remains: PipelineRemains,
    private readonly aged: AgedCommitStatuses,
    private readonly executions: Executions,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    rules.add(this);
    remains.addRemover((pipelineId, limit) => this.aged.deleteOf(pipelineId, limit));
  }

  async *sweep(): AsyncIterable<number> {
    const before = dueBefore(this.clock, this.config.retention.executionDays);
    if (!before) return;
    yield* sweepAged(
      this.aged,
      { before, existing: (ids) => this.executions.existing(ids) },
      this.unitOfWork,
    );
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { dueBefore, type RetentionRule } from '../../retention/index.js';
import { ExpiredExecutions } from '../domain/expired-executions.js';
import { HeldExecutions } from './held-executions.js';

const BATCH = 25;

/** Ended executions go when their time is over and their pipeline has newer ones; those of a deleted pipeline go at once. */
@Injectable()
export class ExpireExecutions implements RetentionRule {
  readonly kind = 'executions';

  constructor(
    private readonly expired: ExpiredExecutions,
    private readonly held: HeldExecutions,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  async *sweep(): AsyncIterable<number> {
    for (let id = await this.expired.nextPipeline(''); id; id = await this.expired.nextPipeline(id)) {
      const pipelineId = id;
      for (let count = BATCH; count === BATCH;) {
        count = await this.unitOfWork.run(() => this.step(pipelineId));
        yield count;
      }
    }
  }

  private async step(pipelineId: string): Promise<number> {
    const held = await this.held.of(pipelineId);
    const now = this.clock.now();
    if (held === null) return this.expired.expireAll(pipelineId, BATCH, now);
    const { executionDays, keepRuns } = this.config.retention;
    const endedBefore = dueBefore(this.clock, executionDays);
    if (!endedBefore) return 0;
    return this.expired.expire(pipelineId, { endedBefore, keepRuns, held }, BATCH, now);
  }
}

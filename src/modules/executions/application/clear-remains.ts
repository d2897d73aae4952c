import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { RetentionRule } from '../../retention/index.js';
import { WorkflowEngine } from '../../workflow-engine/index.js';
import { ExpiredExecutions } from '../domain/expired-executions.js';
import { ExecutionRemains } from './execution-remains.js';

const BATCH = 20;

/** Takes away what is left of executions that are gone: in the engine, their jobs, their logs. */
@Injectable()
export class ClearRemains implements RetentionRule {
  readonly kind = 'execution_remains';

  constructor(
    private readonly expired: ExpiredExecutions,
    private readonly remains: ExecutionRemains,
    private readonly engine: WorkflowEngine,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async *sweep(): AsyncIterable<number> {
    for (;;) {
      const ids = await this.expired.leaving(BATCH);
      if (ids.length === 0) return;
      await this.remains.remove(ids);
      await this.engine.forgetExecutions(ids);
      await this.unitOfWork.run(() => this.expired.cleared(ids));
      yield ids.length;
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { endsOlder } from '../domain/concurrency.js';
import { ConcurrencyGroups } from '../domain/concurrency-groups.js';
import { ExecutionAction } from '../domain/execution-actions.js';
import { Execution } from '../domain/execution.js';
import { ActionLog } from './action-log.js';
import { CancelExecution } from './cancel-execution.js';

/** Ends older runs of the same pipeline and ref, where they only test; one that has begun to deploy is let end. */
@Injectable()
export class SupersedeExecutions {
  private readonly logger = new Logger(SupersedeExecutions.name);

  constructor(
    private readonly groups: ConcurrencyGroups,
    private readonly log: ActionLog,
    private readonly cancel: CancelExecution,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Joins the unit of work that makes the newer one: what is written down there is carried out after it, also by another process. */
  async execute(newer: Execution): Promise<void> {
    if (!endsOlder(newer.concurrency)) return;
    const initiative = {
      actor: 'superseded' as const,
      user: null,
      reason: `superseded by execution ${newer.id}`,
    };
    for (const older of await this.groups.supersede(newer)) {
      const action = await this.log.begin(older, { kind: 'cancel' }, initiative);
      this.unitOfWork.afterCommit(() => void this.end(older, action));
    }
  }

  private async end(older: Execution, action: ExecutionAction): Promise<void> {
    try {
      await this.log.carryOutInTheEnd(action, () => this.cancel.carryOut(action, older));
    } catch (error) {
      this.logger.warn(`Execution ${older.id} is superseded, and not ended yet: ${String(error)}`);
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { ExecutionContexts } from '../../executions/index.js';
import { Approvals } from '../domain/approvals.js';
import { cancelledOutcome } from '../domain/job.js';
import { Jobs } from '../domain/jobs.js';
import { Stop } from '../domain/stop.js';
import { RunningAttempts } from './running-attempts.js';
import { WorkBell } from './work-bell.js';

/**
 * Stops the work of an execution that has ended: what runs in this process at once, what is queued in the database.
 * What runs elsewhere stops at its next heartbeat, and what this misses when a worker claims it: the execution's own
 * state is the truth.
 */
@Injectable()
export class CancelJobs {
  private readonly logger = new Logger('Stations');

  constructor(
    private readonly contexts: ExecutionContexts,
    private readonly running: RunningAttempts,
    private readonly jobs: Jobs,
    private readonly approvals: Approvals,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bell: WorkBell,
  ) {}

  /** Answers how to stop listening. */
  listen(): () => void {
    return this.contexts.onEnded((executionId, endedAt) => {
      this.execute(executionId, endedAt).catch((error: unknown) => {
        this.logger.warn(
          `The queued jobs of execution ${executionId} are not cancelled yet: ${String(error)}`,
        );
      });
    });
  }

  /** Of the jobs that were there at the end: the execution may have been run again since. */
  async execute(executionId: string, endedAt: Date): Promise<void> {
    const why = 'the execution has ended';
    this.running.stopExecution(executionId, endedAt, new Stop('cancelled', why));
    await this.unitOfWork.run(async () => {
      await this.approvals.cancelOf(executionId, endedAt);
      const count = await this.jobs.finishQueued(
        executionId,
        endedAt,
        cancelledOutcome(why),
        this.clock.now(),
      );
      if (count > 0) this.unitOfWork.afterCommit(() => this.bell.ring());
    });
  }
}

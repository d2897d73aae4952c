import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { Job, leaseOf, Outcome } from '../domain/job.js';
import { Jobs } from '../domain/jobs.js';
import { JobEvents } from './job-events.js';
import { persistently } from './persistently.js';
import { WorkBell } from './work-bell.js';

const ATTEMPTS = 5;

/**
 * Ends a job, and in the same commit marks its result as to be reported; or, without an outcome, gives the job back, to
 * be done again at once or at a date.
 * Does nothing where the job is another worker's by now. A database that is away for a moment is waited for; after
 * that the lease runs out and the job is done again.
 */
@Injectable()
export class FinishJob {
  private readonly logger = new Logger('Stations');

  constructor(
    private readonly jobs: Jobs,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bell: WorkBell,
    private readonly events: JobEvents,
  ) {}

  async execute(job: Job, outcome: Outcome | Date | undefined): Promise<void> {
    const written = await persistently(ATTEMPTS, () =>
      this.unitOfWork.run(async () => {
        this.unitOfWork.afterCommit(() => this.bell.ring());
        return this.write(job, outcome);
      }),
    );
    if (!written)
      this.logger.warn(`Job ${job.id} has been taken over: attempt ${job.attempt} is not recorded.`);
  }

  private async write(job: Job, outcome: Outcome | Date | undefined): Promise<boolean> {
    const lease = leaseOf(job);
    if (outcome === undefined || outcome instanceof Date) return this.jobs.release(lease, outcome ?? null);
    const finished = await this.jobs.finish(lease, outcome, this.clock.now());
    if (finished) this.events.ended(job, outcome);
    return finished;
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { claimed, Job } from '../domain/job.js';
import { Jobs } from '../domain/jobs.js';
import { WorkerSettings } from '../domain/worker-settings.js';
import { JobEvents } from './job-events.js';

const CANDIDATES = 10;

/** Takes the oldest job that is nobody's, or whose worker has fallen silent; undefined where there is none. */
@Injectable()
export class ClaimJob {
  constructor(
    private readonly jobs: Jobs,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: WorkerSettings,
    private readonly events: JobEvents,
  ) {}

  async execute(owner: string): Promise<Job | undefined> {
    for (;;) {
      const now = this.clock.now();
      const candidates = await this.jobs.claimable(now, CANDIDATES);
      if (candidates.length === 0) return undefined;
      for (const job of candidates) {
        const mine = claimed(job, owner, now, this.clock.after(this.settings.leaseMs));
        if (await this.unitOfWork.run(() => this.claim(job, mine))) return mine;
      }
    }
  }

  private async claim(job: Job, mine: Job): Promise<boolean> {
    const isMine = await this.jobs.claim(job, mine);
    if (isMine) this.events.started(mine);
    return isMine;
  }
}

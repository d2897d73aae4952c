import { Injectable, Logger } from '@nestjs/common';
import { CancelTimer, Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { ExecutionContexts } from '../../executions/index.js';
import { Job, leaseOf } from '../domain/job.js';
import { Jobs } from '../domain/jobs.js';
import { Stop } from '../domain/stop.js';
import { WorkerSettings } from '../domain/worker-settings.js';

const BEATS_PER_LEASE = 3;

/**
 * Renews a running job's lease and learns by that what other processes did: the attempt is stopped as `lost` when the
 * job is somebody else's, or when the lease ran out because the database could not be reached, and as `cancelled` when
 * its execution has ended.
 */
@Injectable()
export class KeepLease {
  private readonly logger = new Logger('Stations');

  constructor(
    private readonly jobs: Jobs,
    private readonly contexts: ExecutionContexts,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: WorkerSettings,
  ) {}

  /** Beats until the answer is called. */
  start(job: Job, stop: AbortController): () => void {
    let over = false;
    let nextBeat: CancelTimer = () => undefined;
    let expiry = this.expireAt(job.leaseUntil ?? this.clock.now(), stop);
    const beat = async (): Promise<void> => {
      const renewed = await this.beat(job, stop);
      if (over) return;
      if (renewed) {
        expiry();
        expiry = this.expireAt(renewed, stop);
      }
      nextBeat = this.clock.schedule(
        this.clock.after(this.settings.leaseMs / BEATS_PER_LEASE),
        () => void beat(),
      );
    };
    nextBeat = this.clock.schedule(
      this.clock.after(this.settings.leaseMs / BEATS_PER_LEASE),
      () => void beat(),
    );
    return () => {
      over = true;
      nextBeat();
      expiry();
    };
  }

  private expireAt(until: Date, stop: AbortController): CancelTimer {
    return this.clock.schedule(until, () =>
      stop.abort(new Stop('lost', 'the lease ran out before it could be renewed')),
    );
  }

  /** Until when the lease is renewed; undefined where it is not. */
  private async beat(job: Job, stop: AbortController): Promise<Date | undefined> {
    try {
      const until = this.clock.after(this.settings.leaseMs);
      if (!(await this.unitOfWork.run(() => this.jobs.renew(leaseOf(job), until)))) {
        stop.abort(new Stop('lost', 'another worker has the job'));
        return undefined;
      }
      const context = await this.contexts.find(job.executionId);
      if (!context || context.ended) stop.abort(new Stop('cancelled', 'the execution has ended'));
      return until;
    } catch (error) {
      this.logger.warn(`The lease of job ${job.id} could not be renewed: ${String(error)}`);
      return undefined;
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { CancelTimer, Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { Pipelines } from '../domain/pipelines.js';

/** After this silence of its maker a creation is taken back. */
const LEASE_MS = 20_000;
const BEATS_PER_LEASE = 4;

/** Renews the lease of a creation as long as its maker is at it, however long the cloud takes. */
@Injectable()
export class KeepCreation {
  private readonly logger = new Logger(KeepCreation.name);

  constructor(
    private readonly pipelines: Pipelines,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Until when a creation that begins, or beats, now is left alone. */
  leaseUntil(): Date {
    return this.clock.after(LEASE_MS);
  }

  /** Beats until the answer is called. */
  start(pipelineId: string): () => void {
    let over = false;
    let cancel: CancelTimer = () => undefined;
    const wait = (): void => {
      cancel = this.clock.schedule(this.clock.after(LEASE_MS / BEATS_PER_LEASE), () => {
        void this.beat(pipelineId).then(() => over || wait());
      });
    };
    wait();
    return () => {
      over = true;
      cancel();
    };
  }

  /** Where the creation has been taken back its maker learns of it at the next step. */
  private async beat(pipelineId: string): Promise<void> {
    try {
      const leaseUntil = this.leaseUntil();
      await this.unitOfWork.run(() =>
        this.pipelines.change(pipelineId, { status: ['creating'] }, { leaseUntil }),
      );
    } catch (error) {
      this.logger.warn(`The lease of pipeline ${pipelineId} could not be renewed: ${String(error)}`);
    }
  }
}

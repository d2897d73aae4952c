import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { Pipelines } from '../domain/pipelines.js';
import { RemovePipeline } from './remove-pipeline.js';

const SWEEP_MS = 15_000;
const BATCH = 20;

/** Takes away what crashed creations and interrupted deletions left, in this process or another. */
@Injectable()
export class SweepAbandoned {
  private readonly logger = new Logger(SweepAbandoned.name);
  private readonly loop: WakeLoop;

  constructor(
    private readonly pipelines: Pipelines,
    private readonly removePipeline: RemovePipeline,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.sweep(),
      (error) => this.logger.error(error),
    );
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  async sweep(): Promise<void> {
    for (const pipeline of await this.pipelines.abandoned(this.clock.now(), BATCH)) {
      await this.unitOfWork.run(() =>
        this.pipelines.change(
          pipeline.id,
          { status: ['creating'] },
          { status: 'discarding', leaseUntil: null },
        ),
      );
      await this.removePipeline.attempt(pipeline);
    }
  }
}

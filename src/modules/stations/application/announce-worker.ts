import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { type BuildableFormat, type Runner, RunnerDiscovery } from '../domain/runner.js';
import { WorkerPresences } from '../domain/worker-presences.js';
import { Worker } from './worker.js';

const BEAT_MS = 15_000;
/** A worker that has missed this much is taken for gone. */
export const SILENCE_MS = 3 * BEAT_MS;

/**
 * Tells all processes what this worker's machine can do, again and again while it works. What it finds is told as it is
 * found: trying out container tools takes a while.
 */
@Injectable()
export class AnnounceWorker {
  private readonly logger = new Logger('Stations');
  private readonly loop: WakeLoop;
  private readonly startedAt: Date;
  private trial = new AbortController();
  private looking: Promise<void> | undefined;
  private process: Runner | undefined;
  private container: Runner | undefined;

  constructor(
    private readonly discovery: RunnerDiscovery,
    private readonly presences: WorkerPresences,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly worker: Worker,
  ) {
    this.startedAt = clock.now();
    this.loop = new WakeLoop(
      clock,
      BEAT_MS,
      () => this.beat(),
      (error) => this.logger.warn(`The worker cannot be announced: ${String(error)}`),
    );
  }

  start(): void {
    this.trial = new AbortController();
    this.loop.start();
  }

  /** Other processes stop showing this worker at once. */
  async stop(): Promise<void> {
    this.trial.abort();
    await this.looking;
    await this.loop.stop();
    await this.unitOfWork
      .run(() => this.presences.remove(this.worker.owner))
      .catch((error: unknown) =>
        this.logger.warn(`The worker is shown until it is taken for gone: ${String(error)}`),
      );
  }

  private async beat(): Promise<void> {
    this.process ??= await this.discovery.process();
    this.looking ??= this.lookForContainerTools();
    const seenAt = this.clock.now();
    const runners = [this.process, this.container].filter((runner) => runner !== undefined);
    const imageFormats: BuildableFormat[] = this.container ? ['slug', 'oci'] : ['slug'];
    await this.unitOfWork.run(async () => {
      const { owner: id } = this.worker;
      await this.presences.save({ id, runners, imageFormats, startedAt: this.startedAt, seenAt });
      await this.presences.removeSilent(new Date(seenAt.getTime() - SILENCE_MS));
    });
  }

  private async lookForContainerTools(): Promise<void> {
    try {
      this.container = await this.discovery.container(this.trial.signal);
      if (this.container) this.loop.wake();
    } catch (error) {
      this.logger.warn(`Whether container images can be built here is not known: ${String(error)}`);
    }
  }
}

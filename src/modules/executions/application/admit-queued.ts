import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { ConcurrencyGroups, GroupKey } from '../domain/concurrency-groups.js';
import { ConcurrencySlots } from './concurrency-slots.js';
import { EndedExecutions } from './ended-executions.js';
import { HandOverExecutions } from './hand-over-executions.js';

const SWEEP_MS = 5_000;

/**
 * Puts runs that wait for a slot of their concurrency group into the outbox when there is one: at once when a run of this
 * process ends, otherwise at the next sweep. What waits is not in the outbox, so no full group is in another's way there.
 */
@Injectable()
export class AdmitQueued {
  private readonly logger = new Logger(AdmitQueued.name);
  private readonly loop: WakeLoop;
  private stopListening: () => void = () => undefined;

  constructor(
    private readonly groups: ConcurrencyGroups,
    private readonly slots: ConcurrencySlots,
    private readonly ended: EndedExecutions,
    private readonly handOver: HandOverExecutions,
    clock: Clock,
  ) {
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.execute(),
      (error) => this.logger.error(error),
    );
  }

  start(): void {
    this.stopListening = this.ended.onEnded(() => this.loop.wake());
    this.loop.start();
  }

  async stop(): Promise<void> {
    this.stopListening();
    await this.loop.stop();
  }

  wake(): void {
    this.loop.wake();
  }

  async execute(): Promise<void> {
    for (const group of await this.groups.withQueue()) await this.admit(group);
  }

  private async admit(group: GroupKey): Promise<void> {
    try {
      if (await this.slots.admit(group)) this.handOver.wake();
    } catch (error) {
      this.logger.error(error);
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { Delegations } from '../domain/delegations.js';

const SWEEP_MS = 10 * 60_000;
const BATCH = 20;

/**
 * Tries each delegation that was not used for a day, so that a broken one shows before the webhook that needs it. Where the
 * identity service is away the rest waits for the next sweep.
 */
@Injectable()
export class ProbeDelegations {
  private readonly logger = new Logger(ProbeDelegations.name);
  private readonly loop: WakeLoop;

  constructor(
    private readonly delegations: Delegations,
    clock: Clock,
  ) {
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.probe(),
      (error) => this.logger.error(error),
    );
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  async probe(): Promise<void> {
    for (;;) {
      const ids = await this.delegations.claimUnproven(BATCH);
      for (const id of ids) {
        if (!(await this.tried(id))) return;
      }
      if (ids.length < BATCH) return;
    }
  }

  private async tried(id: string): Promise<boolean> {
    try {
      await this.delegations.prove(id);
      return true;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.logger.warn(`Delegation ${id} could not be tried: ${error.message}`);
      return false;
    }
  }
}

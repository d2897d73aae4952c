import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { Approvals } from '../domain/approvals.js';
import { SettleApproval } from './settle-approval.js';

/** How late at most an approval expires that another process was asked for. */
const SWEEP_MS = 5_000;
const BATCH = 50;

/** Rejects approvals whose time is over: this process wakes up once, when the next one's is. */
@Injectable()
export class ExpireApprovals {
  private readonly logger = new Logger('Stations');
  private readonly loop: WakeLoop;

  constructor(
    private readonly approvals: Approvals,
    private readonly settle: SettleApproval,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.execute(),
      (error) => this.logger.warn(`No approval can expire: ${String(error)}`),
    );
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** There is a new one, as soon as the unit of work has been committed. */
  noteNew(): void {
    this.unitOfWork.afterCommit(() => this.loop.wake());
  }

  async execute(): Promise<void> {
    for (const approval of await this.approvals.expired(this.clock.now(), BATCH)) {
      const summary = `expired: nobody approved it by ${approval.expiresAt?.toISOString()}`;
      await this.settle.execute(approval, 'expired', null, { summary });
    }
    this.loop.setAlarm(await this.approvals.nextExpiry());
  }
}

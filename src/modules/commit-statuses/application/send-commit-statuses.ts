import { Inject, Injectable, Logger } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { FindPipelineSource } from '../../pipelines/index.js';
import type { CommitStatus } from '../domain/commit-status.js';
import { CommitStatuses } from '../domain/commit-statuses.js';
import { repositoryPath } from '../domain/repository-path.js';
import { StatusReportings } from '../domain/status-reporting.js';
import { type SendOutcome, StatusSender } from '../domain/status-sender.js';

const SWEEP_MS = 20_000;
const AT_ONCE = 8;
/** Longer than a sender takes. */
const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** With the pauses above: for about a day. */
const MOST_ATTEMPTS = 34;

/**
 * Brings git hosts up to date, one request at a time of each commit. What a host does not take is sent again with growing
 * pauses, or when it asks for it; by then it may be another state that is sent. A process that dies after a request leaves it
 * to be sent once more, which changes nothing at the host.
 */
@Injectable()
export class SendCommitStatuses {
  private readonly logger = new Logger(SendCommitStatuses.name);
  private readonly loop: WakeLoop;
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly statuses: CommitStatuses,
    private readonly reportings: StatusReportings,
    private readonly source: FindPipelineSource,
    private readonly sender: StatusSender,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.sendDue(),
      (error) => this.logger.error(error),
    );
  }

  start(): void {
    this.loop.start();
  }

  /** Resolves when the requests under way have ended. */
  async stop(): Promise<void> {
    await this.loop.stop();
    await Promise.all(this.underWay);
  }

  wake(): void {
    this.loop.wake();
  }

  /** None waits for another's answer. */
  private async sendDue(): Promise<void> {
    while (this.underWay.size < AT_ONCE) {
      const status = await this.claim();
      if (!status) break;
      this.begin(status);
    }
    this.loop.setAlarm(await this.statuses.nextDue(this.clock.now()));
  }

  private begin(status: CommitStatus): void {
    const done = this.bringUp(status)
      .catch((error: unknown) => this.logger.error(error))
      .finally(() => {
        this.underWay.delete(done);
        this.loop.wake();
      });
    this.underWay.add(done);
  }

  private async claim(): Promise<CommitStatus | undefined> {
    const now = this.clock.now();
    const [status] = await this.unitOfWork.run(() =>
      this.statuses.claimDue(now, this.clock.after(LEASE_MS), 1),
    );
    return status;
  }

  private async bringUp(status: CommitStatus): Promise<void> {
    const outcome = await this.send(status);
    const now = this.clock.now();
    await this.unitOfWork.run(async () => {
      if (outcome.kind === 'taken') {
        const sent = { sentVersion: status.version, sentAt: now, attempts: 0, lastError: null };
        if (await this.statuses.release(status, { ...sent, leaseUntil: now }))
          await this.statuses.change(status.id, status.version, { dueAt: null });
        return;
      }
      this.logger.warn(`The status of ${status.sha} of pipeline ${status.pipelineId}: ${outcome.reason}`);
      if (await this.statuses.release(status, { leaseUntil: now, lastError: outcome.reason }))
        await this.statuses.change(status.id, status.version, this.postponed(status, outcome));
    });
  }

  private async send(status: CommitStatus): Promise<SendOutcome> {
    const reporting = await this.reportings.find(status.pipelineId);
    const source = await this.source.execute(status.pipelineId);
    const repository = source && repositoryPath(source.href);
    if (!reporting || !source || !repository)
      return { kind: 'refused', reason: 'The plan names no repository of a git host.', retryAfter: null };
    if (!this.config.statuses.apiUrls.includes(reporting.apiUrl))
      return { kind: 'refused', reason: `${reporting.apiUrl} is not allowed any more.`, retryAfter: null };
    return this.sender.send(reporting, {
      repository,
      sha: status.sha,
      state: status.state,
      context: `solum/${source.pipelineName}`,
      targetUrl: `${this.config.publicUrl}/v1/executions/${status.executionId}`,
    });
  }

  private postponed(
    { attempts }: CommitStatus,
    { retryAfter }: Extract<SendOutcome, { kind: 'refused' }>,
  ): Pick<CommitStatus, 'attempts' | 'dueAt'> {
    const pause = Math.max(FIRST_PAUSE_MS * 2 ** attempts, (retryAfter ?? 0) * 1000);
    const isLast = attempts + 1 >= MOST_ATTEMPTS;
    return {
      attempts: attempts + 1,
      dueAt: isLast ? null : this.clock.after(Math.min(pause, LONGEST_PAUSE_MS)),
    };
  }
}

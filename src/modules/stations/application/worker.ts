import { Injectable, Logger } from '@nestjs/common';
import { hostname } from 'node:os';
import { Clock } from '../../../shared/domain/clock.js';
import { newId } from '../../../shared/domain/ids.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { Job } from '../domain/job.js';
import { Stop } from '../domain/stop.js';
import { WorkerSettings } from '../domain/worker-settings.js';
import { ClaimJob } from './claim-job.js';
import { FinishJob } from './finish-job.js';
import { KeepLease } from './keep-lease.js';
import { ReportResults } from './report-results.js';
import { RunAttempt } from './run-attempt.js';
import { RunningAttempts } from './running-attempts.js';
import { WorkBell } from './work-bell.js';

/** How often a worker looks for what no bell told it of: how long an order that another process took waits at most. */
const LONGEST_SWEEP_MS = 1000;

/**
 * Takes jobs from the queue, as many at a time as it is set to, and reports their results. Any number of workers, in any
 * number of processes, may share the queue.
 */
@Injectable()
export class Worker {
  private readonly logger = new Logger('Stations');
  /** Names this worker in the leases it holds. */
  readonly owner = `${hostname().slice(0, 100)}:${process.pid}:${newId()}`;
  private readonly claims: WakeLoop;
  private readonly results: WakeLoop;
  private working = false;
  private stopListening: () => void = () => undefined;

  constructor(
    private readonly claimJob: ClaimJob,
    private readonly keepLease: KeepLease,
    private readonly runAttempt: RunAttempt,
    private readonly finishJob: FinishJob,
    private readonly reports: ReportResults,
    private readonly running: RunningAttempts,
    private readonly bell: WorkBell,
    clock: Clock,
    private readonly settings: WorkerSettings,
  ) {
    const sweepMs = Math.min(settings.leaseMs / 2, LONGEST_SWEEP_MS);
    const complain = (what: string) => (error: unknown) => this.logger.warn(`${what}: ${String(error)}`);
    this.claims = new WakeLoop(clock, sweepMs, () => this.fill(), complain('No job can be claimed'));
    this.results = new WakeLoop(clock, sweepMs, () => this.report(), complain('No result can be reported'));
  }

  start(): void {
    this.working = true;
    this.stopListening = this.bell.onRing(() => {
      this.claims.wake();
      this.results.wake();
    });
    this.claims.start();
    this.results.start();
  }

  /** Takes nothing new, ends what runs and gives it back to the queue. */
  async stop(): Promise<void> {
    this.working = false;
    this.stopListening();
    await this.claims.stop();
    await this.running.stopAll(
      new Stop('shutdown', 'the worker is shutting down: the job will be done again'),
    );
    await this.results.stop();
  }

  private async fill(): Promise<void> {
    while (this.working && this.running.count < this.settings.concurrency) {
      const job = await this.claimJob.execute(this.owner);
      if (!job) return;
      this.begin(job);
    }
  }

  private async report(): Promise<void> {
    const again = await this.reports.execute();
    if (again) this.results.wakeAt(again);
  }

  private begin(job: Job): void {
    const stop = new AbortController();
    void this.running.add(job, stop, this.carry(job, stop)).then(() => this.claims.wake());
  }

  private async carry(job: Job, stop: AbortController): Promise<void> {
    const letGo = this.keepLease.start(job, stop);
    try {
      await this.finishJob.execute(job, await this.runAttempt.execute(job, stop));
    } catch (error) {
      this.logger.error(`Attempt ${job.attempt} at job ${job.id} is left to its lease: ${String(error)}`);
    } finally {
      letGo();
    }
  }
}

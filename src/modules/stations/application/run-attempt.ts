import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { ExecutionContext, ExecutionContexts } from '../../executions/index.js';
import { RunSecrets } from '../../secrets/index.js';
import { cancelledOutcome, errorOutcome, Job, MOST_LOSSES, Outcome } from '../domain/job.js';
import { JobLog, JobLogs } from '../domain/job-logs.js';
import { maskedTexts } from '../domain/masked-texts.js';
import { StationRegistry } from '../domain/station-registry.js';
import { Stop, stopOf } from '../domain/stop.js';
import { WorkerSettings } from '../domain/worker-settings.js';
import { Workspace, Workspaces } from '../domain/workspaces.js';

/** How long a station may take to notice that it is to stop; then its attempt goes on without it. */
const STOP_GRACE_MS = 5_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** What of the run the work needs. Secrets that cannot be read end the work where they are needed. */
interface Known {
  readonly context: ExecutionContext;
  readonly secrets: Promise<Readonly<Record<string, string>>>;
}

/**
 * Does a claimed job's work in a fresh workspace, with its output in the job's log. Work that breaks off because a service
 * is away (the stack provider, Keystone) is done again until it is back, or the job's time is over. Answers how the job
 * ends, or when it is to be done again, or undefined where it does not: the attempt was stopped because it is somebody else's now, or this process ends.
 */
@Injectable()
export class RunAttempt {
  private readonly logger = new Logger('Stations');

  constructor(
    private readonly stations: StationRegistry,
    private readonly contexts: ExecutionContexts,
    private readonly secrets: RunSecrets,
    private readonly workspaces: Workspaces,
    private readonly logs: JobLogs,
    private readonly clock: Clock,
    private readonly settings: WorkerSettings,
  ) {}

  async execute(job: Job, stop: AbortController): Promise<Outcome | Date | undefined> {
    const context = await this.contexts.find(job.executionId);
    if (context && !context.ended && job.losses < MOST_LOSSES) return this.logged(job, context, stop);
    await this.workspaces.clean(job.id);
    return context && !context.ended
      ? errorOutcome(`given up: its worker was lost ${job.losses} times`)
      : cancelledOutcome('the execution has ended');
  }

  private async logged(
    job: Job,
    context: ExecutionContext,
    stop: AbortController,
  ): Promise<Outcome | Date | undefined> {
    const secrets = this.secrets.of(context.pipelineId, secretsIn(job));
    const hidden = Object.values(await secrets.catch(() => ({})));
    const log = await this.logs.open(job, maskedTexts([context.repoToken ?? [], hidden].flat()));
    log.note(`${job.station}, attempt ${job.attempt}, ${this.clock.now().toISOString()}`);
    const outcome = await this.timed(job, stop, () => this.work(job, { context, secrets }, log, stop.signal));
    if (outcome instanceof Date) {
      await log.close();
      return outcome;
    }
    const end = outcome ? `${outcome.verdict}: ${outcome.result.summary}` : stopOf(stop.signal)?.message;
    log.note(`${this.clock.now().toISOString()} ${end ?? 'stopped'}`);
    const logBytes = await log.close();
    return outcome && { ...outcome, logBytes };
  }

  private async timed<T>(job: Job, stop: AbortController, work: () => Promise<T>): Promise<T> {
    const limit = this.limitOf(job);
    const late = new Stop('timeout', `timed out after ${limit / 1000} s`);
    const cancel = this.clock.schedule(this.clock.after(limit), () => stop.abort(late));
    return work().finally(cancel);
  }

  /** When work that broke off because a service is away is done again; undefined where the job's time would be over. */
  private again(job: Job): Date | undefined {
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (job.attempt - 1), LONGEST_PAUSE_MS);
    const at = this.clock.after(pauseMs);
    return at.getTime() - job.createdAt.getTime() < this.limitOf(job) ? at : undefined;
  }

  /** Milliseconds. */
  private limitOf({ input }: Job): number {
    const asked = typeof input.timeout === 'number' ? input.timeout * 1000 : Infinity;
    return Math.min(asked, this.settings.timeoutMs);
  }

  private async work(
    job: Job,
    { context, secrets }: Known,
    log: JobLog,
    signal: AbortSignal,
  ): Promise<Outcome | Date | undefined> {
    try {
      const station = this.stations.get(job.station);
      const workspace = await this.workspaces.prepare(job);
      const input = station.input.parse(job.input);
      const attempt = { job, context, secrets: await secrets, workspace, log, signal };
      const work = station.run(input, attempt);
      const result = await this.untilStopped(work, signal).finally(() => this.discard(workspace));
      signal.throwIfAborted();
      return { verdict: result.passed ? 'pass' : 'fail', result, logBytes: null };
    } catch (error) {
      const stopped = stopOf(signal);
      if (stopped) return outcomeOfStop(stopped);
      const again = isAway(error) ? this.again(job) : undefined;
      if (!again) return errorOutcome(this.explain(job, error));
      log.note(`again at ${again.toISOString()}: ${(error as Error).message}`);
      return again;
    }
  }

  /** What cannot be removed now is when a worker starts; it must not change the verdict. */
  private async discard(workspace: Workspace): Promise<void> {
    try {
      await this.workspaces.remove(workspace);
    } catch (error) {
      this.logger.warn(`The workspace ${workspace.root} could not be removed: ${String(error)}`);
    }
  }

  /** A station that hangs in a call that cannot be stopped must not keep the worker. */
  private untilStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        const cancel = this.clock.schedule(this.clock.after(STOP_GRACE_MS), () =>
          reject(signal.reason as Error),
        );
        void work.finally(cancel).catch(() => undefined);
      };
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
    });
  }

  private explain(job: Job, error: unknown): string {
    if (error instanceof DomainError) return error.message;
    this.logger.error(
      `Job ${job.id} of station ${job.station} failed: ${String(error)}`,
      (error as Error)?.stack,
    );
    return `the station failed: ${String(error)}`;
  }
}

/** Names that the input has been checked to hold. */
function secretsIn({ input }: Job): string[] {
  return Array.isArray(input.secrets) ? [...new Set(input.secrets as string[])] : [];
}

/** A service that says when to come again; a repository that cannot be read says nothing of that. */
function isAway(error: unknown): error is DomainError {
  return error instanceof DomainError && error.kind === 'unavailable' && error.retryAfter !== undefined;
}

function outcomeOfStop({ reason, message }: Stop): Outcome | undefined {
  if (reason === 'timeout') return errorOutcome(message);
  if (reason === 'cancelled') return cancelledOutcome(message);
  return undefined;
}

import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { ExecutionContexts } from '../../executions/index.js';
import { ActionResult, WorkflowEngine } from '../../workflow-engine/index.js';
import { Job, Verdict } from '../domain/job.js';
import { Jobs } from '../domain/jobs.js';

const BATCH = 20;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

const STATES: Record<Verdict, ActionResult['state']> = {
  pass: 'SUCCESS',
  fail: 'ERROR',
  error: 'ERROR',
  cancelled: 'CANCELLED',
};

/** What the engine will not answer differently next time. */
const FINAL = new Set(['not_found', 'conflict', 'invalid']);

/**
 * Hands the results of done jobs to the engine, and goes on trying until it has taken them. Several processes may hand
 * in the same result: the engine keeps the first.
 */
@Injectable()
export class ReportResults {
  private readonly logger = new Logger('Stations');

  constructor(
    private readonly jobs: Jobs,
    private readonly engine: WorkflowEngine,
    private readonly contexts: ExecutionContexts,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** One try for each result that is due; answers when the next one is, undefined where none waits. */
  async execute(): Promise<Date | undefined> {
    let next: Date | undefined;
    for (;;) {
      const due = await this.jobs.unreported(this.clock.now(), BATCH);
      if (due.length === 0) return next;
      for (const at of await Promise.all(due.map((job) => this.report(job)))) {
        if (at && (!next || at < next)) next = at;
      }
    }
  }

  /** When it is to be tried again; undefined where it is settled. */
  private async report(job: Job): Promise<Date | undefined> {
    try {
      await this.complete(job);
    } catch (error) {
      if (!(error instanceof DomainError && FINAL.has(error.kind))) return this.postpone(job, error);
      this.logger.warn(`The engine does not want the result of job ${job.id}: ${error.message}`);
    }
    await this.unitOfWork.run(() => this.jobs.markReported(job.id));
    return undefined;
  }

  /** The result of an execution that has been deleted is wanted by nobody. */
  private async complete({ executionId, actionExecutionId, verdict, result }: Job): Promise<void> {
    const context = await this.contexts.find(executionId);
    if (!context || verdict === null || result === null) return;
    const scope = { projectId: context.projectId, token: (refused?: string) => context.token(refused) };
    await this.engine.completeAction(scope, actionExecutionId, { state: STATES[verdict], output: result });
  }

  private async postpone(job: Job, error: unknown): Promise<Date> {
    const attempts = job.reportAttempts + 1;
    const at = this.clock.after(Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS));
    this.logger.warn(`The result of job ${job.id} waits until ${at.toISOString()}: ${String(error)}`);
    await this.unitOfWork.run(() => this.jobs.postponeReport(job.id, attempts, at));
    return at;
  }
}

import { Inject, Injectable, Logger } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { AuditTrail } from '../../audit/index.js';
import { Actors } from '../../keystone-auth/index.js';
import { PinnedWorkbooks } from '../../workbooks/index.js';
import { WorkflowEngine } from '../../workflow-engine/index.js';
import { Execution } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';
import { OwnTimeout, overrunOf } from '../domain/overrun.js';
import { limitsOf } from '../domain/run-times.js';
import { CancelExecution } from './cancel-execution.js';
import { RecordState } from './record-state.js';

const SWEEP_MS = 5_000;
/** So long one that is looked at is left to who looks; also the pause where the engine does not answer. */
const CLAIM_MS = 60_000;
const BATCH = 20;
const MOST_AT_ONCE = 40;

/**
 * Ends what runs for longer than it may, so that nothing runs for ever. The engine is asked first, and what it says counts: what
 * has ended gets its true end, what has moved on goes on, and while the engine is away nothing is ended. None waits for another's
 * answer.
 */
@Injectable()
export class EnforceDeadlines {
  private readonly logger = new Logger(EnforceDeadlines.name);
  private readonly loop: WakeLoop;
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly executions: Executions,
    private readonly engine: WorkflowEngine,
    private readonly actors: Actors,
    private readonly pinned: PinnedWorkbooks,
    private readonly cancel: CancelExecution,
    private readonly trail: AuditTrail,
    private readonly record: RecordState,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.execute(),
      (error) => this.logger.error(error),
    );
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
    await this.settled();
  }

  /** Resolves when those that are being looked at now have been. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay.values());
  }

  /** Begins to look at those that are due. */
  async execute(): Promise<void> {
    const free = Math.min(BATCH, MOST_AT_ONCE - this.underWay.size);
    if (free <= 0) return;
    const claimed = await this.unitOfWork.run(() =>
      this.executions.claimOverdue(this.clock.now(), this.clock.after(CLAIM_MS), free),
    );
    for (const execution of claimed) this.begin(execution);
  }

  private begin(execution: Execution): void {
    if (this.underWay.has(execution.id)) return;
    const done = this.lookAt(execution)
      .catch((error: unknown) => this.logger.warn(`Execution ${execution.id} is not ended: ${String(error)}`))
      .finally(() => this.underWay.delete(execution.id));
    this.underWay.set(execution.id, done);
  }

  private async lookAt(asked: Execution): Promise<void> {
    const actor = this.actors.of(asked);
    const seen = await this.engine.getExecution(actor, asked.id);
    const tasks = await this.engine.listTasks(actor, asked.id);
    if (seen.state !== 'RUNNING') return void (await this.record.observe(asked, seen, tasks));
    const ownTimeout = await this.ownTimeoutsOf(asked);
    // The answers may have taken long: what counts is what the execution is now.
    const present = await this.executions.get(asked.id);
    if (present?.state !== 'RUNNING' || present.attempt !== asked.attempt || present.reopening !== null)
      return;
    const limits = limitsOf(present, this.config.deadlines);
    const overrun = overrunOf(present, tasks, limits, ownTimeout, this.clock.now());
    if (overrun.reason !== null) return this.end(present, overrun.reason);
    await this.unitOfWork.run(() => this.executions.checkAt(present, overrun.nextCheckAt));
  }

  private async end(execution: Execution, reason: string): Promise<void> {
    try {
      await this.cancel.stop(execution, { actor: 'deadline', user: null, reason });
      await this.trail.note({
        actor: 'deadline',
        projectId: execution.projectId,
        operation: 'execution.deadline',
        resourceType: 'executions',
        resourceId: execution.id,
        detail: reason,
      });
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'execution.ended')) throw error;
    }
  }

  /** Where the workbook's timeout is an expression, the engine alone knows it. */
  private async ownTimeoutsOf({ workbookDigest }: Execution): Promise<OwnTimeout> {
    const workbook = workbookDigest === null ? undefined : await this.pinned.find(workbookDigest);
    return ({ workflowName, name }) =>
      workbook?.description.workflows
        .find((workflow) => `${workbook.name}.${workflow.name}` === workflowName)
        ?.tasks.find((task) => task.name === name)?.timeout ?? undefined;
  }
}

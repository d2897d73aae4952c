import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { EnsureWorkbook, entryWorkflow } from '../../workbooks/index.js';
import { WorkflowEngine } from '../../workflow-engine/index.js';
import { Execution } from '../domain/execution.js';
import { Executions, HandOver } from '../domain/executions.js';
import { EngineScopes } from './engine-scopes.js';
import { StationEnvironment } from './station-environment.js';
import { TrackExecution } from './track-execution.js';
import { workflowInputs } from '../domain/workflow-inputs.js';

const BATCH = 20;
const CLAIM_MS = 30_000;
const SWEEP_MS = 5_000;
const RETRY_MS = 2_000;

/**
 * The relay between our executions and the engine. Starting is idempotent by our id, so an execution that was handed
 * over twice (a crash after the call) still runs once.
 */
@Injectable()
export class HandOverExecutions {
  private readonly logger = new Logger(HandOverExecutions.name);
  private readonly loop: WakeLoop;

  constructor(
    private readonly executions: Executions,
    private readonly ensureWorkbook: EnsureWorkbook,
    private readonly engine: WorkflowEngine,
    private readonly scopes: EngineScopes,
    private readonly environment: StationEnvironment,
    private readonly track: TrackExecution,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.handOverDue(),
      (error) => this.logger.error(error),
    );
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  wake(): void {
    this.loop.wake();
  }

  private async handOverDue(): Promise<void> {
    for (;;) {
      const now = this.clock.now();
      const claimUntil = new Date(now.getTime() + CLAIM_MS);
      const due = await this.unitOfWork.run(() => this.executions.claimDue(now, claimUntil, BATCH));
      await Promise.all(due.map((execution) => this.handOver(execution)));
      if (due.length < BATCH) return;
    }
  }

  private async handOver(execution: Execution): Promise<void> {
    try {
      const handOver = await this.startInEngine(execution);
      const kept = await this.unitOfWork.run(() =>
        this.executions.handedOver(execution.id, handOver, this.clock.now()),
      );
      if (!kept)
        await this.engine.cancelExecution(
          this.scopes.of(execution),
          execution.id,
          'cancelled before it started',
        );
      this.track.hint(execution.id);
    } catch (error) {
      await this.failed(execution, error);
    }
  }

  private async startInEngine(execution: Execution): Promise<HandOver> {
    const scope = this.scopes.of(execution);
    const workbook = await this.ensureWorkbook.execute(scope, execution.workbookName);
    const workflow = entryWorkflow(workbook.description);
    const inputs = workflowInputs(workflow, execution.offeredInputs, execution.givenInputs);
    const workflowName = `${workbook.name}.${workflow.name}`;
    await this.engine.startExecution(scope, {
      executionId: execution.id,
      workflowName,
      input: inputs,
      environment: this.environment.of(execution),
      description: `pipeline ${execution.pipelineId}`,
    });
    return { workbookDigest: workbook.digest, workflowName, inputs };
  }

  /** What the engine refuses ends the execution with its reason; anything else is tried again. */
  private async failed(execution: Execution, error: unknown): Promise<void> {
    const refused = error instanceof DomainError && error.kind !== 'unavailable';
    if (refused) {
      await this.track.end(execution.id, 'ERROR', error.message);
      return;
    }
    this.logger.warn(
      `Execution ${execution.id} waits for the engine: ${error instanceof Error ? error.message : 'unknown'}`,
    );
    const at = this.clock.after(RETRY_MS);
    await this.unitOfWork.run(() => this.executions.postpone(execution.id, at));
    this.loop.wakeAt(at);
  }
}

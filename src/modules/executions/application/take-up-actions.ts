import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { judgeControl } from '../domain/control.js';
import { ExecutionAction, ExecutionActions } from '../domain/execution-actions.js';
import { Execution } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';
import { ActionLog } from './action-log.js';
import { CancelExecution } from './cancel-execution.js';
import { HoldExecution, oppositeOf } from './hold-execution.js';
import { RetryExecution } from './retry-execution.js';

const SWEEP_MS = 5_000;
const BATCH = 20;

/** Goes on with actions whose process died before they were settled: all of them may be repeated. */
@Injectable()
export class TakeUpActions {
  private readonly logger = new Logger(TakeUpActions.name);
  private readonly loop: WakeLoop;

  constructor(
    private readonly log: ActionLog,
    private readonly actions: ExecutionActions,
    private readonly executions: Executions,
    private readonly cancel: CancelExecution,
    private readonly hold: HoldExecution,
    private readonly retry: RetryExecution,
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
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  async execute(): Promise<void> {
    const abandoned = await this.log.claimAbandoned(BATCH);
    await Promise.all(abandoned.map((action) => this.takeUp(action)));
  }

  private async takeUp(action: ExecutionAction): Promise<void> {
    const execution = await this.executions.get(action.executionId);
    try {
      if (execution) await this.log.carryOutInTheEnd(action, () => this.goOn(action, execution));
      else await this.log.settle(action, 'refused', 'The execution is gone.');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.logger.warn(`Action ${action.id} on execution ${action.executionId}: ${error.message}`);
    }
  }

  private async goOn(action: ExecutionAction, execution: Execution): Promise<void> {
    const { kind } = action;
    if (kind === 'approve' || kind === 'reject') return;
    if (kind === 'rerun') {
      if (execution.reopening === action.id) await this.retry.carryOut(action, execution);
      return;
    }
    if (execution.attempt !== action.attempt) throw overtaken('the execution runs in another attempt by now');
    if (judgeControl(kind, execution.state) === 'nothing') return;
    if (kind === 'cancel') return this.cancel.carryOut(action, execution);
    const opposite = oppositeOf(kind);
    const later = await this.actions.newest(execution.id, opposite, action.attempt);
    if (later && later.createdAt > action.createdAt)
      throw overtaken(`somebody asked to ${opposite} it since`);
    await this.hold.carryOut(execution, kind);
  }
}

function overtaken(why: string): DomainError {
  return new DomainError('conflict', 'execution.overtaken', `It came to nothing: ${why}.`);
}

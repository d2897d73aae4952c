import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { type Actor, Actors, type Principal } from '../../keystone-auth/index.js';
import { type EngineExecution, WorkflowEngine } from '../../workflow-engine/index.js';
import { judgeControl } from '../domain/control.js';
import { ExecutionAction } from '../domain/execution-actions.js';
import { cancelledBy } from '../domain/execution-end.js';
import { Execution, isFinal } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';
import { ActionLog, Initiative, initiativeOf } from './action-log.js';
import { FindControllable } from './find-controllable.js';
import { RecordState } from './record-state.js';

@Injectable()
export class CancelExecution {
  constructor(
    private readonly find: FindControllable,
    private readonly engine: WorkflowEngine,
    private readonly executions: Executions,
    private readonly actors: Actors,
    private readonly log: ActionLog,
    private readonly record: RecordState,
  ) {}

  /**
   * Ends the execution as CANCELLED with the reason; its jobs are stopped. Cancelling it again changes nothing; what ended
   * otherwise is a `conflict` (`execution.ended`).
   */
  async execute(principal: Principal, id: string, reason: string | undefined): Promise<Execution> {
    const execution = await this.find.execute(principal, id);
    if (judgeControl('cancel', execution.state) === 'nothing') return execution;
    await this.stop(execution, initiativeOf(principal, reason), principal);
    return this.present(execution);
  }

  /** `user` is the caller, where there is a request. Throws as `execute`. */
  async stop(execution: Execution, initiative: Initiative, user?: Actor): Promise<void> {
    const action = await this.log.begin(execution, { kind: 'cancel' }, initiative);
    await this.log.carryOut(action, () => this.carryOut(action, execution, user));
  }

  /**
   * One that the engine does not have (yet, or any more) is ended here; the relay takes it back from the engine if they
   * cross. One that has ended meanwhile keeps its true end.
   */
  async carryOut(action: ExecutionAction, execution: Execution, user?: Actor): Promise<void> {
    const seen = await this.cancelInEngine(execution, cancelledBy(action).reason, user);
    if (seen && isFinal(seen.state)) await this.record.accept(execution, seen);
    else await this.record.end(execution, 'CANCELLED', cancelledBy(action));
    judgeControl('cancel', (await this.present(execution)).state);
  }

  private async cancelInEngine(
    execution: Execution,
    reason: string,
    user: Actor | undefined,
  ): Promise<EngineExecution | undefined> {
    if (execution.workflowName === null) return undefined;
    try {
      return await this.engine.cancelExecution(this.actors.of(execution, user), execution.id, reason);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not_found') return undefined;
      throw error;
    }
  }

  private async present(execution: Execution): Promise<Execution> {
    return (await this.executions.get(execution.id)) ?? execution;
  }
}

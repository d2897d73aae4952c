import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { type Actor, Actors, type Principal } from '../../keystone-auth/index.js';
import { WorkflowEngine } from '../../workflow-engine/index.js';
import { Execution, isFinal } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';
import { FindExecution } from './find-execution.js';
import { TrackExecution } from './track-execution.js';

@Injectable()
export class CancelExecution {
  constructor(
    private readonly findExecution: FindExecution,
    private readonly engine: WorkflowEngine,
    private readonly executions: Executions,
    private readonly actors: Actors,
    private readonly track: TrackExecution,
  ) {}

  /**
   * Ends the execution as CANCELLED with the reason; its jobs are stopped. Cancelling it again changes nothing; what ended
   * otherwise is a `conflict` (`execution.ended`).
   */
  async execute(principal: Principal, id: string, reason: string): Promise<Execution> {
    const execution = await this.findExecution.execute(principal, id);
    if (execution.state === 'CANCELLED') return execution;
    if (isFinal(execution.state)) {
      throw new DomainError(
        'conflict',
        'execution.ended',
        `The execution has ended already, in ${execution.state}.`,
      );
    }
    await this.stop(execution, reason, principal);
    return (await this.executions.get(id)) ?? execution;
  }

  /**
   * One that the engine does not have (yet, or any more) is ended here; the relay takes it back from the engine if they
   * cross. `user` is the caller, where there is a request.
   */
  async stop(execution: Execution, reason: string, user?: Actor): Promise<void> {
    if (execution.workflowName !== null) {
      await this.cancelInEngine(this.actors.of(execution, user), execution.id, reason);
    }
    await this.track.end(execution.id, 'CANCELLED', reason);
  }

  private async cancelInEngine(actor: Actor, id: string, reason: string): Promise<void> {
    try {
      await this.engine.cancelExecution(actor, id, reason);
    } catch (error) {
      if (!(error instanceof DomainError && error.kind === 'not_found')) throw error;
    }
  }
}

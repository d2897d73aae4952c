import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { type EngineScope, WorkflowEngine } from '../../workflow-engine/index.js';
import { Execution, isFinal } from '../domain/execution.js';
import { EngineScopes } from './engine-scopes.js';
import { FindExecution } from './find-execution.js';
import { TrackExecution } from './track-execution.js';

@Injectable()
export class CancelExecution {
  constructor(
    private readonly findExecution: FindExecution,
    private readonly engine: WorkflowEngine,
    private readonly scopes: EngineScopes,
    private readonly track: TrackExecution,
  ) {}

  /**
   * Ends the execution as CANCELLED with the reason; its jobs are stopped. Cancelling it again changes nothing; what ended
   * otherwise is a `conflict` (`execution.ended`).
   */
  async execute(scope: EngineScope, id: string, reason: string): Promise<Execution> {
    const execution = await this.findExecution.execute(scope.projectId, id);
    if (execution.state === 'CANCELLED') return execution;
    if (isFinal(execution.state)) {
      throw new DomainError(
        'conflict',
        'execution.ended',
        `The execution has ended already, in ${execution.state}.`,
      );
    }
    await this.stop(execution, reason, scope);
    return this.findExecution.execute(scope.projectId, id);
  }

  /**
   * One that the engine does not have (yet, or any more) is ended here; the relay takes it back from the engine if they
   * cross. `scope` is the user's while their request is there: it works where the delegation does not.
   */
  async stop(execution: Execution, reason: string, scope = this.scopes.of(execution)): Promise<void> {
    if (execution.workflowName !== null) {
      await this.cancelInEngine(scope, execution.id, reason);
    }
    await this.track.end(execution.id, 'CANCELLED', reason);
  }

  private async cancelInEngine(scope: EngineScope, id: string, reason: string): Promise<void> {
    try {
      await this.engine.cancelExecution(scope, id, reason);
    } catch (error) {
      if (!(error instanceof DomainError && error.kind === 'not_found')) throw error;
    }
  }
}

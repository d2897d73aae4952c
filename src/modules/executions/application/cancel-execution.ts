import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { WorkflowEngine } from '../../workflow-engine/index.js';
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
  async execute(projectId: string, id: string, reason: string): Promise<Execution> {
    const execution = await this.findExecution.execute(projectId, id);
    if (execution.state === 'CANCELLED') return execution;
    if (isFinal(execution.state)) {
      throw new DomainError(
        'conflict',
        'execution.ended',
        `The execution has ended already, in ${execution.state}.`,
      );
    }
    await this.stop(execution, reason);
    return this.findExecution.execute(projectId, id);
  }

  /** One that the engine does not have yet is ended here; the relay takes it back from the engine if they cross. */
  async stop(execution: Execution, reason: string): Promise<void> {
    if (execution.workflowName !== null) {
      await this.engine.cancelExecution(this.scopes.of(execution), execution.id, reason);
    }
    await this.track.end(execution.id, 'CANCELLED', reason);
  }
}

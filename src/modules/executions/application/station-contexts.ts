import { Injectable } from '@nestjs/common';
import { Delegations } from '../../keystone-auth/index.js';
import { isFinal } from '../domain/execution.js';
import { ExecutionContext, ExecutionContexts } from '../domain/execution-contexts.js';
import { Executions } from '../domain/executions.js';
import { EndedExecutions } from './ended-executions.js';

@Injectable()
export class StationContexts extends ExecutionContexts {
  constructor(
    private readonly executions: Executions,
    private readonly delegations: Delegations,
    private readonly ended: EndedExecutions,
  ) {
    super();
  }

  async find(executionId: string): Promise<ExecutionContext | undefined> {
    const execution = await this.executions.get(executionId);
    if (!execution) return undefined;
    const { projectId, pipelineId, state, repoToken, delegationId } = execution;
    return {
      executionId,
      projectId,
      pipelineId,
      ended: isFinal(state),
      repoToken,
      token: (refused) => this.delegations.token(delegationId, refused),
    };
  }

  onEnded(listener: (executionId: string) => void): () => void {
    return this.ended.onEnded(listener);
  }
}

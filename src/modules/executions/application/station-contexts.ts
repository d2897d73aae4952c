import { Injectable } from '@nestjs/common';
import { Actors } from '../../keystone-auth/index.js';
import { isFinal } from '../domain/execution.js';
import { ExecutionContext, ExecutionContexts } from '../domain/execution-contexts.js';
import { Executions } from '../domain/executions.js';
import { EndedExecutions } from './ended-executions.js';

@Injectable()
export class StationContexts extends ExecutionContexts {
  constructor(
    private readonly executions: Executions,
    private readonly actors: Actors,
    private readonly ended: EndedExecutions,
  ) {
    super();
  }

  async find(executionId: string): Promise<ExecutionContext | undefined> {
    const execution = await this.executions.get(executionId);
    if (!execution) return undefined;
    return {
      ...this.actors.of(execution),
      executionId,
      pipelineId: execution.pipelineId,
      ended: isFinal(execution.state),
      repoToken: execution.repoToken,
    };
  }

  running(before: Date, afterId: string, limit: number): Promise<string[]> {
    return this.executions.running(before, afterId, limit);
  }

  onEnded(listener: (executionId: string, endedAt: Date) => void): () => void {
    return this.ended.onEnded(listener);
  }
}

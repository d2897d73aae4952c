import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { Actors } from '../../keystone-auth/index.js';
import { ConcurrencyGroups } from '../domain/concurrency-groups.js';
import { Execution, isFinal } from '../domain/execution.js';
import { ExecutionContext, ExecutionContexts, SourceHead } from '../domain/execution-contexts.js';
import { Executions } from '../domain/executions.js';
import { ownSource } from '../domain/own-source.js';
import { EndedExecutions } from './ended-executions.js';

@Injectable()
export class StationContexts extends ExecutionContexts {
  constructor(
    private readonly executions: Executions,
    private readonly groups: ConcurrencyGroups,
    private readonly actors: Actors,
    private readonly ended: EndedExecutions,
    private readonly unitOfWork: UnitOfWork,
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
      commitOf: (source) => (isOwnSource(execution, source) ? execution.resolvedCommit : null),
      beginDeployment: () => this.groups.beginDeployment(executionId),
      noteCommit: (source, commit) => this.noteCommit(execution, source, commit),
    };
  }

  private async noteCommit(execution: Execution, source: SourceHead, commit: string): Promise<void> {
    if (execution.resolvedCommit !== null || !isOwnSource(execution, source)) return;
    await this.unitOfWork.run(() => this.executions.resolveCommit(execution.id, commit));
  }

  running(before: Date, afterId: string, limit: number): Promise<string[]> {
    return this.executions.running(before, afterId, limit);
  }

  onEnded(listener: (executionId: string, endedAt: Date) => void): () => void {
    return this.ended.onEnded(listener);
  }
}

/** A workbook may check out other sources besides; those are its own affair. */
function isOwnSource(execution: Execution, { href, ref }: SourceHead): boolean {
  const source = ownSource(execution);
  return source !== undefined && source.href === href && (source.ref ?? null) === (ref ?? null);
}

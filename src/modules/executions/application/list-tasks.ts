import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { type EngineTask, WorkflowEngine } from '../../workflow-engine/index.js';
import { FindExecution } from './find-execution.js';
import { EngineScopes } from './engine-scopes.js';

@Injectable()
export class ListTasks {
  constructor(
    private readonly findExecution: FindExecution,
    private readonly engine: WorkflowEngine,
    private readonly scopes: EngineScopes,
  ) {}

  /** In order of creation; none before the engine has taken the execution on. */
  async execute(projectId: string, executionId: string): Promise<EngineTask[]> {
    const execution = await this.findExecution.execute(projectId, executionId);
    if (execution.workflowName === null) return [];
    return this.engine.listTasks(this.scopes.of(execution), executionId);
  }

  /** By id, or by name (then the last of that name). Throws `not_found` (`task.not_found`). */
  async one(projectId: string, executionId: string, task: string): Promise<EngineTask> {
    const tasks = await this.execute(projectId, executionId);
    const found = tasks.find(({ id }) => id === task) ?? tasks.filter(({ name }) => name === task).at(-1);
    if (found) return found;
    throw new DomainError('not_found', 'task.not_found', `The execution has no task ${task.slice(0, 100)}.`);
  }
}

import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { type EngineScope, type EngineTask, WorkflowEngine } from '../../workflow-engine/index.js';
import { FindExecution } from './find-execution.js';

@Injectable()
export class ListTasks {
  constructor(
    private readonly findExecution: FindExecution,
    private readonly engine: WorkflowEngine,
  ) {}

  /** In order of creation; none before the engine has taken the execution on. */
  async execute(scope: EngineScope, executionId: string): Promise<EngineTask[]> {
    const execution = await this.findExecution.execute(scope.projectId, executionId);
    if (execution.workflowName === null) return [];
    return this.engine.listTasks(scope, executionId);
  }

  /** By id, or by name (then the last of that name). Throws `not_found` (`task.not_found`). */
  async one(scope: EngineScope, executionId: string, task: string): Promise<EngineTask> {
    const tasks = await this.execute(scope, executionId);
    const found = tasks.find(({ id }) => id === task) ?? tasks.filter(({ name }) => name === task).at(-1);
    if (found) return found;
    throw new DomainError('not_found', 'task.not_found', `The execution has no task ${task.slice(0, 100)}.`);
  }
}

import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { type Actor, Actors } from '../../keystone-auth/index.js';
import { type EngineTask, WorkflowEngine } from '../../workflow-engine/index.js';
import { Execution } from '../domain/execution.js';

@Injectable()
export class ListTasks {
  constructor(
    private readonly engine: WorkflowEngine,
    private readonly actors: Actors,
  ) {}

  /** In order of creation; none before the engine has taken the execution on. */
  async execute(user: Actor, execution: Execution): Promise<EngineTask[]> {
    if (execution.workflowName === null) return [];
    return this.engine.listTasks(this.actors.of(execution, user), execution.id);
  }

  /** By id, or by name (then the last of that name). Throws `not_found` (`task.not_found`). */
  async one(user: Actor, execution: Execution, task: string): Promise<EngineTask> {
    const tasks = await this.execute(user, execution);
    const found = tasks.find(({ id }) => id === task) ?? tasks.filter(({ name }) => name === task).at(-1);
    if (found) return found;
    throw new DomainError('not_found', 'task.not_found', `The execution has no task ${task.slice(0, 100)}.`);
  }
}

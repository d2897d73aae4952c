import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Execution } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';

@Injectable()
export class FindExecution {
  constructor(private readonly executions: Executions) {}

  /** Throws `not_found` (`execution.not_found`) for what is not there or not this project's. */
  async execute(projectId: string, id: string): Promise<Execution> {
    const execution = await this.executions.find(projectId, id);
    if (!execution)
      throw new DomainError('not_found', 'execution.not_found', `There is no execution ${id} here.`);
    return execution;
  }
}

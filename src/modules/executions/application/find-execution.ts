import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { AccessLog, type Principal } from '../../keystone-auth/index.js';
import { Execution } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';

@Injectable()
export class FindExecution {
  constructor(
    private readonly executions: Executions,
    private readonly log: AccessLog,
  ) {}

  /** Throws `not_found` (`execution.not_found`) for what is not there or out of the caller's reach. */
  async execute(principal: Principal, id: string): Promise<Execution> {
    const execution = await this.executions.find(principal.reach, id);
    if (!execution)
      throw new DomainError('not_found', 'execution.not_found', `There is no execution ${id} here.`);
    this.log.note(principal, 'execution', execution);
    return execution;
  }
}

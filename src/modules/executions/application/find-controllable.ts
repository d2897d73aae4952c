import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import type { Principal } from '../../keystone-auth/index.js';
import { Execution } from '../domain/execution.js';
import { FindExecution } from './find-execution.js';

@Injectable()
export class FindControllable {
  constructor(private readonly findExecution: FindExecution) {}

  /** As `FindExecution`. Throws `conflict` (`execution.busy`) while it is being run again from where it failed. */
  async execute(principal: Principal, id: string): Promise<Execution> {
    const execution = await this.findExecution.execute(principal, id);
    if (execution.reopening === null) return execution;
    throw FindControllable.busy();
  }

  static busy(): DomainError {
    const detail =
      'The execution is just being run again from where it failed: ask again in a moment, when the engine has taken it up.';
    return new DomainError('conflict', 'execution.busy', detail);
  }
}

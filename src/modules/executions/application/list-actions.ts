import { Injectable } from '@nestjs/common';
import { Page, PageRequest } from '../../../shared/domain/paging.js';
import type { Principal } from '../../keystone-auth/index.js';
import { ExecutionAction, ExecutionActions } from '../domain/execution-actions.js';
import { FindExecution } from './find-execution.js';

@Injectable()
export class ListActions {
  constructor(
    private readonly findExecution: FindExecution,
    private readonly actions: ExecutionActions,
  ) {}

  /** What was done to the execution. Throws `not_found` (`execution.not_found`). */
  async execute(principal: Principal, id: string, page: PageRequest): Promise<Page<ExecutionAction>> {
    const execution = await this.findExecution.execute(principal, id);
    return this.actions.ofExecution(execution.id, page);
  }
}

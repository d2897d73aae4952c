import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { RequestIdentity } from '../../../shared/domain/idempotency.js';
import type { Principal } from '../../keystone-auth/index.js';
import { Execution } from '../domain/execution.js';
import { RestartExecution } from './restart-execution.js';
import { RetryExecution } from './retry-execution.js';

export interface RerunOrder {
  readonly from: 'start' | 'failed';
  readonly task: string | undefined;
  readonly reason: string | undefined;
}

@Injectable()
export class RerunExecution {
  constructor(
    private readonly restart: RestartExecution,
    private readonly retry: RetryExecution,
  ) {}

  /** A new execution (`start`), or the same one gone on (`failed`). Throws as `RestartExecution` and `RetryExecution`. */
  async execute(
    principal: Principal,
    id: string,
    { from, task, reason }: RerunOrder,
    identity: RequestIdentity,
  ): Promise<Execution> {
    if (from === 'failed') return this.retry.execute(principal, id, task, reason);
    if (task === undefined) return this.restart.execute(principal, id, reason, identity);
    const detail = 'task goes with from: failed only; from the start every task runs again.';
    throw DomainError.invalidField('execution.invalid', '/task', detail);
  }
}

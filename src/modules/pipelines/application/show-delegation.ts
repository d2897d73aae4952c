import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { type Delegation, Delegations, type Principal } from '../../keystone-auth/index.js';
import { FindPipeline } from './find-pipeline.js';

@Injectable()
export class ShowDelegation {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly delegations: Delegations,
  ) {}

  /** Throws `not_found` also for the delegation of a pipeline that is being deleted (`delegation.not_found`). */
  async execute(principal: Principal, pipelineId: string): Promise<Delegation> {
    const { delegationId } = await this.findPipeline.execute(principal, pipelineId);
    const delegation = await this.delegations.find(delegationId);
    if (delegation) return delegation;
    throw new DomainError('not_found', 'delegation.not_found', 'The pipeline has no delegation any more.');
  }
}

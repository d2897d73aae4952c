import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { type Delegation, Delegations, type Principal } from '../../keystone-auth/index.js';
import { FindPipeline } from './find-pipeline.js';

@Injectable()
export class RenewDelegation {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly delegations: Delegations,
  ) {}

  /**
   * From now on the service acts for the caller, whoever it acted for before. Throws `forbidden` (`delegation.refused`) with
   * what to do where Keystone refuses or the caller is of another project, and `conflict` for a pipeline that is being deleted;
   * then nothing has changed.
   */
  async execute(principal: Principal, pipelineId: string): Promise<Delegation> {
    const { projectId, delegationId, status } = await this.findPipeline.execute(principal, pipelineId);
    if (projectId !== principal.projectId) throw otherProject(projectId);
    if (status === 'ready') return this.delegations.renew(delegationId, principal);
    throw new DomainError('conflict', 'pipeline.being_deleted', 'The pipeline is being deleted.');
  }
}

function otherProject(projectId: string): DomainError {
  return new DomainError(
    'forbidden',
    'delegation.refused',
    `A delegation is of one project: a member of the project ${projectId} has to renew it, with a token of that project.`,
  );
}

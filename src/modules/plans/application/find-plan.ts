import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { AccessLog, type Principal, ProjectScope } from '../../keystone-auth/index.js';
import { Plan } from '../domain/plan.js';
import { Plans } from '../domain/plans.js';

@Injectable()
export class FindPlan {
  constructor(
    private readonly plans: Plans,
    private readonly log: AccessLog,
  ) {}

  /** Throws `not_found` (`plan.not_found`) for what is not there or out of the caller's reach. */
  async execute(principal: Principal, id: string): Promise<Plan> {
    const plan = await this.find(principal.reach, id);
    this.log.note(principal, 'plan', plan);
    return plan;
  }

  /** The project's own, whoever asks. */
  ofProject(projectId: string, id: string): Promise<Plan> {
    return this.find(ProjectScope.of(projectId), id);
  }

  private async find(scope: ProjectScope, id: string): Promise<Plan> {
    const plan = await this.plans.find(scope, id);
    if (!plan) throw new DomainError('not_found', 'plan.not_found', `There is no plan ${id} here.`);
    return plan;
  }
}

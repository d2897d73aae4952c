import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Plan } from '../domain/plan.js';
import { Plans } from '../domain/plans.js';

@Injectable()
export class FindPlan {
  constructor(private readonly plans: Plans) {}

  /** Throws `not_found` (`plan.not_found`) for what is not there or not this project's. */
  async execute(projectId: string, id: string): Promise<Plan> {
    const plan = await this.plans.find(projectId, id);
    if (!plan) throw new DomainError('not_found', 'plan.not_found', `There is no plan ${id} here.`);
    return plan;
  }
}

import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { FindPlan, type Plan } from '../../plans/index.js';
import { planNotFound } from '../domain/plan-not-found.js';

@Injectable()
export class FindPipelinePlan {
  constructor(private readonly findPlan: FindPlan) {}

  /** The plan a pipeline is to refer to; throws `invalid` in the original service's words where it is not there. */
  async execute(projectId: string, planId: string): Promise<Plan> {
    try {
      return await this.findPlan.ofProject(projectId, planId);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'not_found') throw error;
      throw planNotFound();
    }
  }
}

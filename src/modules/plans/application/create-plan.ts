import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { newId } from '../../../shared/domain/ids.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { mergeTokens, Plan, PlanDraft } from '../domain/plan.js';
import { Plans } from '../domain/plans.js';

@Injectable()
export class CreatePlan {
  constructor(
    private readonly plans: Plans,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(principal: Principal, draft: PlanDraft): Promise<Plan> {
    const now = this.clock.now();
    const plan: Plan = {
      id: newId(),
      projectId: principal.projectId,
      userId: principal.userId,
      document: draft.document,
      repoTokens: mergeTokens(draft.document, {}, draft.repoTokens),
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    await this.unitOfWork.run(() => this.plans.insert(plan));
    return plan;
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { refuseOtherRequest, RequestIdentity } from '../../../shared/domain/idempotency.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { mergeTokens, Plan, PlanDraft } from '../domain/plan.js';
import { Plans } from '../domain/plans.js';
import { CheckPlanPacks } from './check-plan-packs.js';
import { FindPlan } from './find-plan.js';

@Injectable()
export class CreatePlan {
  constructor(
    private readonly plans: Plans,
    private readonly findPlan: FindPlan,
    private readonly checkPacks: CheckPlanPacks,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws `invalid` (`plan.invalid`) for an unknown language pack. The same request under the same Idempotency-Key answers the plan that it made before. */
  async execute(principal: Principal, draft: PlanDraft, identity: RequestIdentity): Promise<Plan> {
    const now = this.clock.now();
    const plan: Plan = {
      id: identity.id,
      projectId: principal.projectId,
      userId: principal.userId,
      document: draft.document,
      repoTokens: mergeTokens(draft.document, {}, draft.repoTokens),
      requestDigest: identity.digest,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    const inserted = await this.unitOfWork.run(async () => {
      const packIds = await this.checkPacks.execute(plan.projectId, plan.document);
      return this.plans.insert(plan, packIds);
    });
    if (inserted) return plan;
    const known = await this.findPlan.ofProject(principal.projectId, plan.id);
    refuseOtherRequest(identity, known.requestDigest);
    return known;
  }
}

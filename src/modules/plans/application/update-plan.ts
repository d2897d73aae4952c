import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { mergeTokens, Plan, PlanDraft } from '../domain/plan.js';
import { Plans } from '../domain/plans.js';
import { CheckPlanPacks } from './check-plan-packs.js';
import { FindPlan } from './find-plan.js';

@Injectable()
export class UpdatePlan {
  constructor(
    private readonly findPlan: FindPlan,
    private readonly checkPacks: CheckPlanPacks,
    private readonly plans: Plans,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws `invalid` (`plan.invalid`) for an unknown language pack. `check` sees the plan as it is and may refuse the change (If-Match). */
  async execute(
    principal: Principal,
    id: string,
    draft: PlanDraft,
    check: (present: Plan) => void,
  ): Promise<Plan> {
    return this.unitOfWork.run(async () => {
      const present = await this.findPlan.execute(principal, id);
      check(present);
      const changed: Plan = {
        ...present,
        document: draft.document,
        repoTokens: mergeTokens(draft.document, present.repoTokens, draft.repoTokens),
        version: present.version + 1,
        updatedAt: this.clock.now(),
      };
      const packIds = await this.checkPacks.execute(changed.projectId, changed.document);
      if (!(await this.plans.update(changed, present.version, packIds))) {
        throw new DomainError(
          'conflict',
          'plan.changed',
          'Somebody else changed the plan just now: read it again.',
        );
      }
      return changed;
    });
  }
}

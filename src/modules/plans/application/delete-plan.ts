import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { Plan } from '../domain/plan.js';
import { Plans } from '../domain/plans.js';
import { FindPlan } from './find-plan.js';

@Injectable()
export class DeletePlan {
  constructor(
    private readonly findPlan: FindPlan,
    private readonly plans: Plans,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async execute(principal: Principal, id: string, check: (present: Plan) => void): Promise<void> {
    await this.unitOfWork.run(async () => {
      check(await this.findPlan.execute(principal, id));
      await this.plans.delete(id);
    });
  }
}

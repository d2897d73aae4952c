import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
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

  async execute(projectId: string, id: string, check: (present: Plan) => void): Promise<void> {
    await this.unitOfWork.run(async () => {
      check(await this.findPlan.execute(projectId, id));
      await this.plans.delete(projectId, id);
    });
  }
}

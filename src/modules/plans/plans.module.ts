import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LanguagePacksModule } from '../language-packs/index.js';
import { CheckPlanPacks } from './application/check-plan-packs.js';
import { CreatePlan } from './application/create-plan.js';
import { DeletePlan } from './application/delete-plan.js';
import { FindPlan } from './application/find-plan.js';
import { UpdatePlan } from './application/update-plan.js';
import { Plans } from './domain/plans.js';
import { PlansController } from './http/plans.controller.js';
import { PlanLanguagePackRecord } from './infrastructure/plan-language-pack.record.js';
import { PlanRecord } from './infrastructure/plan.record.js';
import { TypeOrmPlans } from './infrastructure/typeorm-plans.js';

@Module({
  imports: [TypeOrmModule.forFeature([PlanRecord, PlanLanguagePackRecord]), LanguagePacksModule],
  controllers: [PlansController],
  providers: [
    CheckPlanPacks,
    CreatePlan,
    FindPlan,
    UpdatePlan,
    DeletePlan,
    { provide: Plans, useClass: TypeOrmPlans },
  ],
  exports: [FindPlan],
})
export class PlansModule {}

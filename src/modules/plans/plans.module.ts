import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CreatePlan } from './application/create-plan.js';
import { DeletePlan } from './application/delete-plan.js';
import { FindPlan } from './application/find-plan.js';
import { UpdatePlan } from './application/update-plan.js';
import { Plans } from './domain/plans.js';
import { PlansController } from './http/plans.controller.js';
import { PlanRecord } from './infrastructure/plan.record.js';
import { TypeOrmPlans } from './infrastructure/typeorm-plans.js';

@Module({
  imports: [TypeOrmModule.forFeature([PlanRecord])],
  controllers: [PlansController],
  providers: [CreatePlan, FindPlan, UpdatePlan, DeletePlan, { provide: Plans, useClass: TypeOrmPlans }],
  exports: [FindPlan],
})
export class PlansModule {}

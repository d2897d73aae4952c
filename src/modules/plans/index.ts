export { FindPlan } from './application/find-plan.js';
export type { Plan, PlanArtifact, PlanDocument } from './domain/plan.js';
export { PlansModule } from './plans.module.js';

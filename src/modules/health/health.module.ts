import { Module } from '@nestjs/common';
import { StacksModule } from '../stacks/index.js';
import { WorkflowEngineModule } from '../workflow-engine/index.js';
import { CheckReadiness } from './application/check-readiness.js';
import { HealthController } from './http/health.controller.js';

@Module({
  imports: [WorkflowEngineModule, StacksModule],
  controllers: [HealthController],
  providers: [CheckReadiness],
})
export class HealthModule {}

import { Module } from '@nestjs/common';
import { ExecutionsModule } from '../executions/index.js';
import { PipelinesModule } from '../pipelines/index.js';
import { StationsModule } from '../stations/index.js';
import { TriggersModule } from '../triggers/index.js';
import { WorkbooksModule } from '../workbooks/index.js';
import { AskEngine } from './application/ask-engine.js';
import { DecideBeforehand } from './application/decide-beforehand.js';
import { DecideTrigger } from './application/decide-trigger.js';
import { PlanRun } from './application/plan-run.js';
import { RunPlansController } from './http/run-plans.controller.js';

@Module({
  imports: [ExecutionsModule, PipelinesModule, StationsModule, TriggersModule, WorkbooksModule],
  controllers: [RunPlansController],
  providers: [AskEngine, DecideBeforehand, DecideTrigger, PlanRun],
})
export class PreviewsModule {}

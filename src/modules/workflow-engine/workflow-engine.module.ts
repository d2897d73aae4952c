import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { APP_CONFIG, AppConfig } from '../../config/app-config.js';
import { DatabaseSession } from '../../database/database-session.js';
import { Clock } from '../../shared/domain/clock.js';
import { WorkflowEngine } from './domain/workflow-engine.js';
import { ActionRegistry, standardActions } from './infrastructure/actions/action-registry.js';
import { EmbeddedWorkflowEngine } from './infrastructure/embedded/embedded-workflow-engine.js';
import { DEFAULT_ENGINE_OPTIONS } from './infrastructure/embedded/engine-options.js';
import { WORKFLOW_ENGINE_RECORDS } from './infrastructure/embedded/records.js';
import { FakeWorkflowEngine } from './infrastructure/fake/fake-workflow-engine.js';

@Module({
  imports: [TypeOrmModule.forFeature(WORKFLOW_ENGINE_RECORDS)],
  providers: [
    {
      provide: WorkflowEngine,
      inject: [APP_CONFIG, DatabaseSession, Clock],
      useFactory: (config: AppConfig, session: DatabaseSession, clock: Clock): WorkflowEngine =>
        config.workflowEngine === 'fake'
          ? new FakeWorkflowEngine(session, clock)
          : new EmbeddedWorkflowEngine(
              session,
              clock,
              new ActionRegistry(standardActions(clock)),
              DEFAULT_ENGINE_OPTIONS,
            ),
    },
  ],
  exports: [WorkflowEngine],
})
export class WorkflowEngineModule {}

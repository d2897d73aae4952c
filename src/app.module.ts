import { DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AppConfig } from './config/app-config.js';
import { DatabaseModule } from './database/database.module.js';
import { ArtifactsModule } from './modules/artifacts/index.js';
import { AuditModule } from './modules/audit/index.js';
import { CapabilitiesModule } from './modules/capabilities/index.js';
import { DashboardModule } from './modules/dashboard/index.js';
import { EventsModule } from './modules/events/index.js';
import { CommitStatusesModule } from './modules/commit-statuses/index.js';
import { ExecutionsModule } from './modules/executions/index.js';
import { HealthModule } from './modules/health/index.js';
import { Authenticator, KeystoneAuthModule } from './modules/keystone-auth/index.js';
import { LanguagePacksModule } from './modules/language-packs/index.js';
import { PipelinesModule } from './modules/pipelines/index.js';
import { PlansModule } from './modules/plans/index.js';
import { PreviewsModule } from './modules/previews/index.js';
import { RetentionModule } from './modules/retention/index.js';
import { SecretsModule } from './modules/secrets/index.js';
import { SchedulesModule } from './modules/schedules/index.js';
import { StacksModule } from './modules/stacks/index.js';
import { StationsModule } from './modules/stations/index.js';
import { TriggersModule } from './modules/triggers/index.js';
import { WorkbooksModule } from './modules/workbooks/index.js';
import { WorkflowEngineModule } from './modules/workflow-engine/index.js';
import { ProblemFilter } from './shared/http/problem.filter.js';
import { QueryGuard } from './shared/http/query.guard.js';
import { SharedModule } from './shared/shared.module.js';

@Module({})
export class AppModule {
  static with(config: AppConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SharedModule.with(config),
        DatabaseModule,
        KeystoneAuthModule,
        RetentionModule,
        ArtifactsModule,
        AuditModule,
        EventsModule,
        LanguagePacksModule,
        PlansModule,
        WorkflowEngineModule,
        WorkbooksModule,
        StacksModule,
        ExecutionsModule,
        PipelinesModule,
        SecretsModule,
        TriggersModule,
        SchedulesModule,
        CommitStatusesModule,
        StationsModule,
        PreviewsModule,
        CapabilitiesModule,
        HealthModule,
        DashboardModule,
      ],
      providers: [
        {
          provide: APP_FILTER,
          inject: [Authenticator],
          useFactory: ({ challenge }: Authenticator) => new ProblemFilter(challenge),
        },
        { provide: APP_GUARD, useClass: QueryGuard },
      ],
    };
  }
}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { type ActionConfig, APP_CONFIG, AppConfig } from '../../config/app-config.js';
import { DatabaseSession } from '../../database/database-session.js';
import { Clock } from '../../shared/domain/clock.js';
import { ServiceEndpoints } from '../../shared/domain/service-endpoints.js';
import { OpenStackClient } from '../../shared/openstack/openstack-client.js';
import { DryRuns } from './domain/dry-run.js';
import { KeyRing } from '../../shared/domain/key-ring.js';
import { EngineEvents } from './domain/engine-events.js';
import { WorkflowEngine } from './domain/workflow-engine.js';
import { EngineEventsController } from './http/engine-events.controller.js';
import { ActionRegistry, ActionSettings, standardActions } from './infrastructure/actions/action-registry.js';
import { DEFAULT_JAVASCRIPT_LIMITS } from './infrastructure/actions/javascript/javascript-isolate.js';
import { EmbeddedWorkflowEngine } from './infrastructure/embedded/embedded-workflow-engine.js';
import { DEFAULT_ENGINE_OPTIONS } from './infrastructure/embedded/engine-options.js';
import { WORKFLOW_ENGINE_RECORDS } from './infrastructure/embedded/records.js';
import { FakeWorkflowEngine } from './infrastructure/fake/fake-workflow-engine.js';
import { SimulatedDryRuns } from './infrastructure/fake/simulated-dry-runs.js';
import { MistralWorkflowEngine } from './infrastructure/mistral/mistral-workflow-engine.js';

@Module({
  imports: [TypeOrmModule.forFeature(WORKFLOW_ENGINE_RECORDS)],
  controllers: [EngineEventsController],
  providers: [
    {
      provide: EngineEvents,
      inject: [KeyRing],
      useFactory: (ring: KeyRing) => new EngineEvents(ring),
    },
    {
      provide: DryRuns,
      inject: [APP_CONFIG],
      useFactory: (config: AppConfig) => new SimulatedDryRuns(config.runLimits),
    },
    {
      provide: WorkflowEngine,
      inject: [APP_CONFIG, DatabaseSession, Clock, EngineEvents, OpenStackClient, ServiceEndpoints],
      useFactory: (
        config: AppConfig,
        session: DatabaseSession,
        clock: Clock,
        events: EngineEvents,
        client: OpenStackClient,
        endpoints: ServiceEndpoints,
      ): WorkflowEngine => {
        const options = { ...DEFAULT_ENGINE_OPTIONS, limits: config.runLimits };
        if (config.workflowEngine === 'fake') return new FakeWorkflowEngine(session, clock, options);
        if (config.workflowEngine === 'mistral') {
          const { publicUrl } = config;
          return new MistralWorkflowEngine({ client, endpoints, events, publicUrl, clock });
        }
        const registry = new ActionRegistry(standardActions(clock, actionSettings(config.actions)));
        return new EmbeddedWorkflowEngine(session, clock, registry, options);
      },
    },
  ],
  exports: [DryRuns, WorkflowEngine],
})
export class WorkflowEngineModule {}

function actionSettings({ javascript, email, ssh }: ActionConfig): ActionSettings {
  const { timeoutSeconds, memoryBytes } = javascript;
  return {
    javascript: { ...DEFAULT_JAVASCRIPT_LIMITS, milliseconds: timeoutSeconds * 1000, memoryBytes },
    email,
    ssh,
  };
}

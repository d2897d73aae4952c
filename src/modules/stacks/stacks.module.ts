import { BeforeApplicationShutdown, Inject, Logger, Module, OnApplicationBootstrap } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { fileURLToPath } from 'node:url';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { DatabaseSession } from '../../database/database-session.js';
import { ArtifactStore } from '../../shared/domain/artifact-store.js';
import { Clock } from '../../shared/domain/clock.js';
import { KeyRing } from '../../shared/domain/key-ring.js';
import { ServiceEndpoints } from '../../shared/domain/service-endpoints.js';
import { UnitOfWork } from '../../shared/domain/unit-of-work.js';
import { OpenStackClient } from '../../shared/openstack/openstack-client.js';
import { ArtifactReferences, ArtifactsModule } from '../artifacts/index.js';
import { RecordedStackProvider } from './application/recorded-stack-provider.js';
import { ArtifactLinks } from './domain/artifact-links.js';
import { StackDeployments } from './domain/stack-deployments.js';
import { StackProvider } from './domain/stack-provider.js';
import { TemplateCatalogue } from './domain/template-catalogue.js';
import { ArtifactsController } from './http/artifacts.controller.js';
import { FileTemplateCatalogue } from './infrastructure/file-template-catalogue.js';
import { HeatApi } from './infrastructure/heat/heat-api.js';
import { HeatStackProvider } from './infrastructure/heat/heat-stack-provider.js';
import { DEFAULT_OPTIONS } from './infrastructure/heat/heat-stack-options.js';
import { LocalStackRecord } from './infrastructure/local/local-stack.record.js';
import { LocalStacks } from './infrastructure/local/local-stacks.js';
import { StackProcessRecord } from './infrastructure/local/stack-process.record.js';
import { DeployedStackRecord, StackDeploymentRecord } from './infrastructure/stack-deployment.record.js';
import { TypeOrmStackDeployments } from './infrastructure/typeorm-stack-deployments.js';

const BUILT_IN_TEMPLATES = fileURLToPath(new URL('../../../etc/templates', import.meta.url));
/** Null where Heat runs the stacks. */
const LOCAL_STACKS = Symbol('LocalStacks');
/** What runs the stacks, without the record of what may run there. */
abstract class RunningProvider extends StackProvider {}
const logger = new Logger('Stacks');

export const stackRecords = [
  DeployedStackRecord,
  LocalStackRecord,
  StackDeploymentRecord,
  StackProcessRecord,
];

@Module({
  imports: [TypeOrmModule.forFeature(stackRecords), ArtifactsModule],
  controllers: [ArtifactsController],
  providers: [
    {
      provide: ArtifactLinks,
      inject: [APP_CONFIG, KeyRing],
      useFactory: ({ publicUrl }: AppConfig, ring: KeyRing) => new ArtifactLinks(publicUrl, ring),
    },
    {
      provide: TemplateCatalogue,
      inject: [APP_CONFIG],
      useFactory: ({ templateDir }: AppConfig) =>
        new FileTemplateCatalogue(templateDir ?? BUILT_IN_TEMPLATES),
    },
    {
      provide: LOCAL_STACKS,
      inject: [APP_CONFIG, DatabaseSession, Clock, ArtifactStore, TemplateCatalogue],
      useFactory: (
        config: AppConfig,
        session: DatabaseSession,
        clock: Clock,
        artifacts: ArtifactStore,
        catalogue: TemplateCatalogue,
      ): LocalStacks | null => {
        if (config.stackProvider !== 'local') return null;
        return new LocalStacks({
          session,
          clock,
          artifacts,
          catalogue,
          dataDir: config.dataDir,
          sandbox: config.worker.sandbox,
          options: { leaseMs: config.worker.leaseSeconds * 1000 },
          log: (message) => logger.warn(message),
        });
      },
    },
    {
      provide: StackDeployments,
      inject: [DatabaseSession],
      useFactory: (session: DatabaseSession) => new TypeOrmStackDeployments(session),
    },
    {
      provide: RunningProvider,
      inject: [LOCAL_STACKS, OpenStackClient, ServiceEndpoints, TemplateCatalogue, ArtifactLinks, Clock],
      useFactory: (
        local: LocalStacks | null,
        client: OpenStackClient,
        endpoints: ServiceEndpoints,
        catalogue: TemplateCatalogue,
        links: ArtifactLinks,
        clock: Clock,
      ): StackProvider =>
        local?.provider ??
        new HeatStackProvider(
          new HeatApi(client, endpoints),
          catalogue,
          (artifactId) => links.of(artifactId),
          clock,
          DEFAULT_OPTIONS,
        ),
    },
    {
      provide: StackProvider,
      inject: [RunningProvider, StackDeployments, ArtifactStore, UnitOfWork, Clock, ArtifactReferences],
      useFactory: (...parts: ConstructorParameters<typeof RecordedStackProvider>) =>
        new RecordedStackProvider(...parts),
    },
  ],
  exports: [StackProvider, TemplateCatalogue],
})
export class StacksModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(LOCAL_STACKS) private readonly local: LocalStacks | null,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.roles.includes('worker')) await this.local?.startSupervising();
  }

  /** Before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.local?.stopSupervising();
  }
}

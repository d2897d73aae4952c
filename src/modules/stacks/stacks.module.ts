import { BeforeApplicationShutdown, Inject, Logger, Module, OnApplicationBootstrap } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { fileURLToPath } from 'node:url';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { DatabaseSession } from '../../database/database-session.js';
import { ArtifactStore } from '../../shared/domain/artifact-store.js';
import { Clock } from '../../shared/domain/clock.js';
import { StackProvider } from './domain/stack-provider.js';
import { TemplateCatalogue } from './domain/template-catalogue.js';
import { FileTemplateCatalogue } from './infrastructure/file-template-catalogue.js';
import { LocalStackRecord } from './infrastructure/local/local-stack.record.js';
import { LocalStacks } from './infrastructure/local/local-stacks.js';
import { StackProcessRecord } from './infrastructure/local/stack-process.record.js';

const TEMPLATES = fileURLToPath(new URL('../../../etc/templates', import.meta.url));
const logger = new Logger('Stacks');

export const stackRecords = [LocalStackRecord, StackProcessRecord];

@Module({
  imports: [TypeOrmModule.forFeature(stackRecords)],
  providers: [
    { provide: TemplateCatalogue, useFactory: () => new FileTemplateCatalogue(TEMPLATES) },
    {
      provide: LocalStacks,
      inject: [APP_CONFIG, DatabaseSession, Clock, ArtifactStore, TemplateCatalogue],
      useFactory: (
        config: AppConfig,
        session: DatabaseSession,
        clock: Clock,
        artifacts: ArtifactStore,
        catalogue: TemplateCatalogue,
      ) =>
        new LocalStacks({
          session,
          clock,
          artifacts,
          catalogue,
          dataDir: config.dataDir,
          sandbox: config.worker.sandbox,
          options: { leaseMs: config.worker.leaseSeconds * 1000 },
          log: (message) => logger.warn(message),
        }),
    },
    { provide: StackProvider, inject: [LocalStacks], useFactory: (local: LocalStacks) => local.provider },
  ],
  exports: [StackProvider, TemplateCatalogue],
})
export class StacksModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly local: LocalStacks,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.roles.includes('worker')) await this.local.startSupervising();
  }

  /** Before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.local.stopSupervising();
  }
}

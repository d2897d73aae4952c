import { Inject, Module, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { DatabaseSession } from '../../database/database-session.js';
import { AgedRows } from '../../database/aged-rows.js';
import { Clock } from '../../shared/domain/clock.js';
import { ExecutionsModule } from '../executions/index.js';
import { PipelinesModule } from '../pipelines/index.js';
import { RetentionModule } from '../retention/index.js';
import { ExpireDeliveries } from './application/expire-deliveries.js';
import { BackFill } from './application/back-fill.js';
import { ConfigurePolling } from './application/configure-polling.js';
import { FindDelivery } from './application/find-delivery.js';
import { JudgeWebhook } from './application/judge-webhook.js';
import { PollRepositories } from './application/poll-repositories.js';
import { ReceiveWebhook } from './application/receive-webhook.js';
import { RejudgeDelivery } from './application/rejudge-delivery.js';
import { Redeliver } from './application/redeliver.js';
import { AgedDeliveries } from './domain/aged-deliveries.js';
import { Deliveries } from './domain/deliveries.js';
import { GitHosts } from './domain/git-host.js';
import { Pollings } from './domain/polling.js';
import { RemoteRefs } from './domain/remote-refs.js';
import { TriggerRates } from './domain/trigger-rates.js';
import { DeliveriesController } from './http/deliveries.controller.js';
import { PollingController } from './http/polling.controller.js';
import { TriggersController } from './http/triggers.controller.js';
import {
  DeliveryPayloadRecord,
  DeliveryRecord,
  TriggerRateRecord,
} from './infrastructure/delivery.record.js';
import { GitRemoteRefs } from './infrastructure/git-remote-refs.js';
import { knownGitHosts } from './infrastructure/hosts/known-hosts.js';
import { TypeOrmDeliveries } from './infrastructure/typeorm-deliveries.js';
import { PollingRecord } from './infrastructure/polling.record.js';
import { TypeOrmPollings } from './infrastructure/typeorm-pollings.js';
import { TypeOrmTriggerRates } from './infrastructure/typeorm-trigger-rates.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([DeliveryRecord, DeliveryPayloadRecord, PollingRecord, TriggerRateRecord]),
    ExecutionsModule,
    PipelinesModule,
    RetentionModule,
  ],
  controllers: [TriggersController, DeliveriesController, PollingController],
  providers: [
    BackFill,
    ConfigurePolling,
    ExpireDeliveries,
    FindDelivery,
    JudgeWebhook,
    PollRepositories,
    ReceiveWebhook,
    Redeliver,
    RejudgeDelivery,
    { provide: GitHosts, useFactory: knownGitHosts, inject: [Clock] },
    {
      provide: AgedDeliveries,
      inject: [DatabaseSession],
      useFactory: (session: DatabaseSession) =>
        new AgedRows(session, { record: DeliveryRecord, time: 'receivedAt' }),
    },
    { provide: Deliveries, useClass: TypeOrmDeliveries },
    { provide: Pollings, useClass: TypeOrmPollings },
    {
      provide: RemoteRefs,
      inject: [APP_CONFIG],
      useFactory: ({ sourceProtocols, dataDir }: AppConfig) => new GitRemoteRefs(sourceProtocols, dataDir),
    },
    { provide: TriggerRates, useClass: TypeOrmTriggerRates },
  ],
  exports: [GitHosts, RejudgeDelivery],
})
export class TriggersModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly poll: PollRepositories,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.roles.includes('worker')) this.poll.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.poll.stop();
  }
}

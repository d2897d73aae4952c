import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from '../../shared/domain/clock.js';
import { PipelinesModule } from '../pipelines/index.js';
import { FindDelivery } from './application/find-delivery.js';
import { JudgeWebhook } from './application/judge-webhook.js';
import { ReceiveWebhook } from './application/receive-webhook.js';
import { Redeliver } from './application/redeliver.js';
import { Deliveries } from './domain/deliveries.js';
import { GitHosts } from './domain/git-host.js';
import { TriggerRates } from './domain/trigger-rates.js';
import { DeliveriesController } from './http/deliveries.controller.js';
import { TriggersController } from './http/triggers.controller.js';
import {
  DeliveryPayloadRecord,
  DeliveryRecord,
  TriggerRateRecord,
} from './infrastructure/delivery.record.js';
import { knownGitHosts } from './infrastructure/hosts/known-hosts.js';
import { TypeOrmDeliveries } from './infrastructure/typeorm-deliveries.js';
import { TypeOrmTriggerRates } from './infrastructure/typeorm-trigger-rates.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([DeliveryRecord, DeliveryPayloadRecord, TriggerRateRecord]),
    PipelinesModule,
  ],
  controllers: [TriggersController, DeliveriesController],
  providers: [
    FindDelivery,
    JudgeWebhook,
    ReceiveWebhook,
    Redeliver,
    { provide: GitHosts, useFactory: knownGitHosts, inject: [Clock] },
    { provide: Deliveries, useClass: TypeOrmDeliveries },
    { provide: TriggerRates, useClass: TypeOrmTriggerRates },
  ],
})
export class TriggersModule {}

import { HttpModule } from '@nestjs/axios';
import { Module, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgedRows } from '../../database/aged-rows.js';
import { DatabaseSession } from '../../database/database-session.js';
import { ExecutionsModule } from '../executions/index.js';
import { PipelinesModule } from '../pipelines/index.js';
import { RetentionModule } from '../retention/index.js';
import { ConfigureReporting } from './application/configure-reporting.js';
import { ExpireCommitStatuses } from './application/expire-commit-statuses.js';
import { NoteCommitStatus } from './application/note-commit-status.js';
import { SendCommitStatuses } from './application/send-commit-statuses.js';
import { AgedCommitStatuses } from './domain/aged-commit-statuses.js';
import { CommitStatuses } from './domain/commit-statuses.js';
import { StatusReportings } from './domain/status-reporting.js';
import { StatusSender } from './domain/status-sender.js';
import { StatusReportingController } from './http/status-reporting.controller.js';
import { AxiosStatusSender } from './infrastructure/axios-status-sender.js';
import { CommitStatusRecord } from './infrastructure/commit-status.record.js';
import { StatusReportingRecord } from './infrastructure/status-reporting.record.js';
import { TypeOrmCommitStatuses } from './infrastructure/typeorm-commit-statuses.js';
import { TypeOrmStatusReportings } from './infrastructure/typeorm-status-reportings.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([CommitStatusRecord, StatusReportingRecord]),
    HttpModule,
    ExecutionsModule,
    PipelinesModule,
    RetentionModule,
  ],
  controllers: [StatusReportingController],
  providers: [
    ConfigureReporting,
    ExpireCommitStatuses,
    NoteCommitStatus,
    SendCommitStatuses,
    {
      provide: AgedCommitStatuses,
      inject: [DatabaseSession],
      useFactory: (session: DatabaseSession) =>
        new AgedRows(session, {
          record: CommitStatusRecord,
          time: 'createdAt',
          condition: 'AND due_at IS NULL',
        }),
    },
    { provide: CommitStatuses, useClass: TypeOrmCommitStatuses },
    { provide: StatusReportings, useClass: TypeOrmStatusReportings },
    { provide: StatusSender, useClass: AxiosStatusSender },
  ],
})
export class CommitStatusesModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly send: SendCommitStatuses) {}

  onApplicationBootstrap(): void {
    this.send.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.send.stop();
  }
}

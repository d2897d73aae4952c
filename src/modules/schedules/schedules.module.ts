import { Module, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { ExecutionsModule } from '../executions/index.js';
import { PipelinesModule } from '../pipelines/index.js';
import { CreateSchedule } from './application/create-schedule.js';
import { DeleteSchedule } from './application/delete-schedule.js';
import { FireSchedules } from './application/fire-schedules.js';
import { HoldLastRuns } from './application/hold-last-runs.js';
import { PipelineSchedules } from './application/pipeline-schedules.js';
import { UpdateSchedule } from './application/update-schedule.js';
import { Schedules } from './domain/schedules.js';
import { SchedulesController } from './http/schedules.controller.js';
import { ScheduleRecord } from './infrastructure/schedule.record.js';
import { TypeOrmSchedules } from './infrastructure/typeorm-schedules.js';

@Module({
  imports: [TypeOrmModule.forFeature([ScheduleRecord]), AuditModule, ExecutionsModule, PipelinesModule],
  controllers: [SchedulesController],
  providers: [
    CreateSchedule,
    DeleteSchedule,
    FireSchedules,
    HoldLastRuns,
    PipelineSchedules,
    UpdateSchedule,
    { provide: Schedules, useClass: TypeOrmSchedules },
  ],
})
export class SchedulesModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly fireSchedules: FireSchedules) {}

  onApplicationBootstrap(): void {
    this.fireSchedules.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.fireSchedules.stop();
  }
}

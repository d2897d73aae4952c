import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RetentionModule } from '../retention/index.js';
import { ExpireEvents } from './application/expire-events.js';
import { FollowEvents } from './application/follow-events.js';
import { EventLog } from './domain/event-log.js';
import { AnswerEvents } from './http/answer-events.js';
import { EventsController } from './http/events.controller.js';
import { EventRecord } from './infrastructure/event.record.js';
import { TypeOrmEventLog } from './infrastructure/typeorm-event-log.js';

@Module({
  imports: [TypeOrmModule.forFeature([EventRecord]), RetentionModule],
  controllers: [EventsController],
  providers: [AnswerEvents, ExpireEvents, FollowEvents, { provide: EventLog, useClass: TypeOrmEventLog }],
  exports: [AnswerEvents, EventLog],
})
export class EventsModule {}

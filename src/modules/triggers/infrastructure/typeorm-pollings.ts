import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { DatabaseSession, insertOnce } from '../../../database/database-session.js';
import { findRecord } from '../../../database/find-record.js';
import { updateRecords } from '../../../database/write-record.js';
import { type Polling, Pollings } from '../domain/polling.js';
import { PollingRecord } from './polling.record.js';

@Injectable()
export class TypeOrmPollings extends Pollings {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  find(pipelineId: string): Promise<Polling | undefined> {
    return findRecord(this.session.manager, PollingRecord, { pipelineId });
  }

  async save(polling: Polling): Promise<void> {
    const { pipelineId } = polling;
    if ((await updateRecords(this.session.writer, PollingRecord, { pipelineId }, polling)) === 1) return;
    await insertOnce(this.session.writer, PollingRecord, polling);
  }

  async delete(pipelineId: string): Promise<void> {
    await this.session.writer.delete(PollingRecord, { pipelineId });
  }

  due(now: Date, limit: number): Promise<Polling[]> {
    return this.session.manager.find(PollingRecord, {
      where: { nextPollAt: LessThanOrEqual(now) },
      order: { nextPollAt: 'ASC' },
      take: limit,
    });
  }

  async nextDue(now: Date): Promise<Date | undefined> {
    const next = await this.session.manager.findOne(PollingRecord, {
      select: { pipelineId: true, nextPollAt: true },
      where: { nextPollAt: MoreThan(now) },
      order: { nextPollAt: 'ASC' },
    });
    return next?.nextPollAt;
  }

  async change({ pipelineId, nextPollAt }: Polling, fields: Partial<Polling>): Promise<boolean> {
    const where = { pipelineId, nextPollAt };
    return (await updateRecords(this.session.writer, PollingRecord, where, fields)) === 1;
  }
}

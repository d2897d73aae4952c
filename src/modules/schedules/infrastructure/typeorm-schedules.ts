import { Injectable } from '@nestjs/common';
import { And, type FindOptionsWhere, LessThanOrEqual, MoreThan } from 'typeorm';
import { DatabaseSession, insertOnce, isForeignKeyViolation } from '../../../database/database-session.js';
import { findRecord } from '../../../database/find-record.js';
import { keysetPage } from '../../../database/keyset-page.js';
import { updateRecords } from '../../../database/write-record.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import type { JsonObject } from '../../../shared/domain/json.js';
import type { Page, PageRequest } from '../../../shared/domain/paging.js';
import type { Schedule } from '../domain/schedule.js';
import { type LastRun, Schedules } from '../domain/schedules.js';
import { ScheduleRecord } from './schedule.record.js';

const PROPERTIES = { created_at: 'createdAt', updated_at: 'updatedAt' };

@Injectable()
export class TypeOrmSchedules extends Schedules {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async insert(schedule: Schedule): Promise<boolean> {
    try {
      return await insertOnce(this.session.writer, ScheduleRecord, schedule);
    } catch (error) {
      if (!isForeignKeyViolation(error)) throw error;
      throw new DomainError('not_found', 'pipeline.not_found', 'The pipeline has gone meanwhile.');
    }
  }

  async find(pipelineId: string, id: string): Promise<Schedule | undefined> {
    const record = await findRecord(this.session.manager, ScheduleRecord, { id, pipelineId });
    return record && toSchedule(record);
  }

  async get(id: string): Promise<Schedule | undefined> {
    const record = await findRecord(this.session.manager, ScheduleRecord, { id });
    return record && toSchedule(record);
  }

  async ofPipeline(pipelineId: string, page: PageRequest): Promise<Page<Schedule>> {
    const options = { record: ScheduleRecord, where: { pipelineId }, properties: PROPERTIES };
    const { items, more } = await keysetPage(this.session.manager, page, options);
    return { items: items.map(toSchedule), more };
  }

  async lastExecutionsOf(pipelineId: string): Promise<string[]> {
    const found = await this.session.manager.find(ScheduleRecord, {
      select: { id: true, lastExecutionId: true },
      where: { pipelineId },
    });
    return found.flatMap(({ lastExecutionId }) => lastExecutionId ?? []);
  }

  countOf(pipelineId: string): Promise<number> {
    return this.session.manager.countBy(ScheduleRecord, { pipelineId });
  }

  async change(id: string, version: number, fields: Partial<Schedule>): Promise<boolean> {
    return (await updateRecords(this.session.writer, ScheduleRecord, { id, version }, fields)) === 1;
  }

  async due(now: Date, after: Schedule | undefined, limit: number): Promise<Schedule[]> {
    const found = await this.session.manager.find(ScheduleRecord, {
      where: after?.nextRunAt ? behind(now, after.nextRunAt, after.id) : { nextRunAt: LessThanOrEqual(now) },
      order: { nextRunAt: 'ASC', id: 'ASC' },
      take: limit,
    });
    return found.map(toSchedule);
  }

  async nextDue(now: Date): Promise<Date | undefined> {
    const found = await this.session.manager.findOne(ScheduleRecord, {
      select: { id: true, nextRunAt: true },
      where: { nextRunAt: MoreThan(now) },
      order: { nextRunAt: 'ASC' },
    });
    return found?.nextRunAt ?? undefined;
  }

  async claim({ id, version, nextRunAt }: Schedule, next: Date | null, last: LastRun): Promise<boolean> {
    if (!nextRunAt) return false;
    const where = { id, version, nextRunAt };
    return (
      (await updateRecords(this.session.writer, ScheduleRecord, where, {
        nextRunAt: next,
        lastDueAt: last.lastDueAt,
        lastExecutionId: last.lastExecutionId,
      })) === 1
    );
  }

  async delete(id: string): Promise<void> {
    await this.session.writer.delete(ScheduleRecord, { id });
  }
}

/** By (time, id). */
function behind(now: Date, at: Date, id: string): FindOptionsWhere<ScheduleRecord>[] {
  return [{ nextRunAt: at, id: MoreThan(id) }, { nextRunAt: And(MoreThan(at), LessThanOrEqual(now)) }];
}

function toSchedule({ inputs, ...rest }: ScheduleRecord): Schedule {
  return { ...rest, inputs: inputs as JsonObject };
}

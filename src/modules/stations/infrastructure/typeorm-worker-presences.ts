import { Injectable } from '@nestjs/common';
import { LessThan, MoreThanOrEqual } from 'typeorm';
import { DatabaseSession, insertOnce } from '../../../database/database-session.js';
import { updateRecords } from '../../../database/write-record.js';
import { type WorkerPresence, WorkerPresences } from '../domain/worker-presences.js';
import { WorkerPresenceRecord } from './worker-presence.record.js';

@Injectable()
export class TypeOrmWorkerPresences extends WorkerPresences {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async save(presence: WorkerPresence): Promise<void> {
    const { id, ...said } = presence;
    if ((await updateRecords(this.session.writer, WorkerPresenceRecord, { id }, said)) === 1) return;
    await insertOnce(this.session.writer, WorkerPresenceRecord, presence);
  }

  async remove(id: string): Promise<void> {
    await this.session.writer.delete(WorkerPresenceRecord, { id });
  }

  async removeSilent(before: Date): Promise<void> {
    await this.session.writer.delete(WorkerPresenceRecord, { seenAt: LessThan(before) });
  }

  seenSince(since: Date): Promise<WorkerPresence[]> {
    return this.session.manager.find(WorkerPresenceRecord, {
      where: { seenAt: MoreThanOrEqual(since) },
      order: { id: 'ASC' },
    });
  }
}

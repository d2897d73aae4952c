import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { DatabaseSession } from '../../../database/database-session.js';
import { keysetPage } from '../../../database/keyset-page.js';
import { insertStatements } from '../../../database/write-record.js';
import { Page, PageRequest } from '../../../shared/domain/paging.js';
import type { ProjectScope } from '../../keystone-auth/index.js';
import { AuditEntry } from '../domain/audit-entry.js';
import { AuditLog, AuditOutcome, TimeSpan } from '../domain/audit-log.js';
import { AuditEntryRecord } from './audit-entry.record.js';

const PROPERTIES = {
  created_at: 'createdAt',
  user_id: 'userId',
  resource_type: 'resourceType',
  resource_id: 'resourceId',
};

@Injectable()
export class TypeOrmAuditLog extends AuditLog {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async add(entry: AuditEntry): Promise<void> {
    await this.session.write(insertStatements(this.session.manager, AuditEntryRecord, [entry]));
  }

  async settle(id: string, { status, resourceId }: AuditOutcome): Promise<void> {
    const sql =
      'UPDATE audit_entries SET status = ?, resource_id = COALESCE(?, resource_id) WHERE id = ? AND status IS NULL';
    await this.session.write([{ sql, values: [status, resourceId, id] }]);
  }

  async list(scope: ProjectScope, page: PageRequest, { from, until }: TimeSpan): Promise<Page<AuditEntry>> {
    const found = await keysetPage(this.session.manager, page, {
      record: AuditEntryRecord,
      where: scope.where,
      properties: PROPERTIES,
      span: { property: 'createdAt', from, until },
    });
    return { ...found, items: found.items.map((record) => ({ ...record, roles: record.roles as string[] })) };
  }

  async deleteBefore(time: Date, limit: number): Promise<number> {
    const old = await this.session.writer.find(AuditEntryRecord, {
      select: { id: true },
      where: { createdAt: LessThan(time) },
      order: { createdAt: 'ASC', id: 'ASC' },
      take: limit,
    });
    if (old.length > 0)
      await this.session.writer.delete(AuditEntryRecord, { id: In(old.map(({ id }) => id)) });
    return old.length;
  }
}

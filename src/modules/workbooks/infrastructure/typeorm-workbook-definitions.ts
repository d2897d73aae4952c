import { Injectable } from '@nestjs/common';
import { DatabaseSession, insertOnce } from '../../../database/database-session.js';
import { findRecord } from '../../../database/find-record.js';
import { Clock } from '../../../shared/domain/clock.js';
import { WorkbookDefinitions } from '../domain/workbook-definitions.js';
import { WorkbookDefinitionRecord } from './workbook-definition.record.js';

@Injectable()
export class TypeOrmWorkbookDefinitions extends WorkbookDefinitions {
  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
  ) {
    super();
  }

  async keep(digest: string, definition: string): Promise<void> {
    const record = { digest, definition, createdAt: this.clock.now() };
    await insertOnce(this.session.writer, WorkbookDefinitionRecord, record);
  }

  async find(digest: string): Promise<string | undefined> {
    return (await findRecord(this.session.manager, WorkbookDefinitionRecord, { digest }))?.definition;
  }
}

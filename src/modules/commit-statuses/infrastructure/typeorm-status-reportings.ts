import { Injectable } from '@nestjs/common';
import { DatabaseSession, insertOnce } from '../../../database/database-session.js';
import { findRecord } from '../../../database/find-record.js';
import { updateRecords } from '../../../database/write-record.js';
import { SecretBox } from '../../../shared/secrets/secret-box.js';
import { type StatusReporting, StatusReportings } from '../domain/status-reporting.js';
import { placeOf, StatusReportingRecord } from './status-reporting.record.js';

@Injectable()
export class TypeOrmStatusReportings extends StatusReportings {
  constructor(
    private readonly session: DatabaseSession,
    private readonly secrets: SecretBox,
  ) {
    super();
  }

  async find(pipelineId: string): Promise<StatusReporting | undefined> {
    const record = await findRecord(this.session.manager, StatusReportingRecord, { pipelineId });
    if (!record) return undefined;
    const { sealedToken, ...rest } = record;
    return { ...rest, token: this.secrets.open(sealedToken, placeOf(pipelineId)) };
  }

  async save({ token, ...rest }: StatusReporting): Promise<void> {
    const { pipelineId } = rest;
    const record = { ...rest, sealedToken: this.secrets.seal(token, placeOf(pipelineId)) };
    if ((await updateRecords(this.session.writer, StatusReportingRecord, { pipelineId }, record)) === 1)
      return;
    await insertOnce(this.session.writer, StatusReportingRecord, record);
  }

  async delete(pipelineId: string): Promise<void> {
    await this.session.writer.delete(StatusReportingRecord, { pipelineId });
  }
}

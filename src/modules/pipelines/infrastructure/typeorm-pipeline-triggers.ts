import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../../database/database-session.js';
import { findRecord } from '../../../database/find-record.js';
import { insertRecord, updateRecords } from '../../../database/write-record.js';
import { SecretBox } from '../../../shared/secrets/secret-box.js';
import { PipelineTrigger } from '../domain/pipeline-trigger.js';
import { PipelineTriggers } from '../domain/pipeline-triggers.js';
import type { TriggerFilters } from '../domain/trigger-filters.js';
import { PipelineTriggerRecord, placeOf } from './pipeline-trigger.record.js';

@Injectable()
export class TypeOrmPipelineTriggers extends PipelineTriggers {
  constructor(
    private readonly session: DatabaseSession,
    private readonly secrets: SecretBox,
  ) {
    super();
  }

  async insert(trigger: PipelineTrigger): Promise<void> {
    const { id, pipelineId, projectId, version } = trigger;
    const row = { id, pipelineId, projectId, version, ...this.sealed(id, trigger) };
    await insertRecord(this.session.writer, PipelineTriggerRecord, row as PipelineTriggerRecord);
  }

  async get(id: string): Promise<PipelineTrigger | undefined> {
    const record = await findRecord(this.session.manager, PipelineTriggerRecord, { id });
    return record && this.toTrigger(record);
  }

  async change(
    id: string,
    version: number,
    fields: Parameters<PipelineTriggers['change']>[2],
  ): Promise<boolean> {
    const changes = { ...this.sealed(id, fields), version: version + 1 };
    const where = { id, version };
    return (await updateRecords(this.session.writer, PipelineTriggerRecord, where, changes)) === 1;
  }

  private sealed(
    id: string,
    { secret, previousSecret, ...rest }: Partial<PipelineTrigger>,
  ): Partial<PipelineTriggerRecord> {
    return {
      ...rest,
      ...(secret === undefined ? {} : { sealedSecret: this.seal(id, secret) }),
      ...(previousSecret === undefined ? {} : { sealedPrevious: this.seal(id, previousSecret) }),
    };
  }

  private seal(id: string, secret: string | null): string | null {
    return secret === null ? null : this.secrets.seal(secret, placeOf(id));
  }

  private toTrigger({ sealedSecret, sealedPrevious, ...rest }: PipelineTriggerRecord): PipelineTrigger {
    const open = (sealed: string | null): string | null =>
      sealed === null ? null : this.secrets.open(sealed, placeOf(rest.id));
    return {
      ...rest,
      filters: rest.filters as TriggerFilters,
      secret: open(sealedSecret),
      previousSecret: open(sealedPrevious),
    };
  }
}

import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { DatabaseSession, insertOnce, isForeignKeyViolation } from '../../../database/database-session.js';
import { findRecord } from '../../../database/find-record.js';
import { keysetPage } from '../../../database/keyset-page.js';
import { updateRecords } from '../../../database/write-record.js';
import { Page, PageRequest } from '../../../shared/domain/paging.js';
import type { DelegationStatus, ProjectScope } from '../../keystone-auth/index.js';
import { Pipeline, PipelineStatus, VISIBLE } from '../domain/pipeline.js';
import { Pipelines } from '../domain/pipelines.js';
import { planNotFound } from '../domain/plan-not-found.js';
import { PipelineRecord } from './pipeline.record.js';

const PROPERTIES = {
  created_at: 'createdAt',
  updated_at: 'updatedAt',
  name: 'name',
  workbook_name: 'workbookName',
  plan_id: 'planId',
};

@Injectable()
export class TypeOrmPipelines extends Pipelines {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async insert(pipeline: Pipeline): Promise<boolean> {
    try {
      return await insertOnce(this.session.writer, PipelineRecord, { ...pipeline, tags: [...pipeline.tags] });
    } catch (error) {
      throw isForeignKeyViolation(error) ? planNotFound() : error;
    }
  }

  async find(scope: ProjectScope, id: string): Promise<Pipeline | undefined> {
    return findRecord(this.session.manager, PipelineRecord, { id, ...scope.where, status: VISIBLE });
  }

  async get(id: string): Promise<Pipeline | undefined> {
    return findRecord(this.session.manager, PipelineRecord, { id });
  }

  async findByTrigger(triggerId: string): Promise<Pipeline | undefined> {
    return findRecord(this.session.manager, PipelineRecord, { triggerId });
  }

  async list(scope: ProjectScope, page: PageRequest, nameContains?: string): Promise<Page<Pipeline>> {
    return keysetPage(this.session.manager, page, {
      record: PipelineRecord,
      where: { ...scope.where, status: VISIBLE },
      properties: PROPERTIES,
      containing: { property: 'name', text: nameContains },
    });
  }

  async change(
    id: string,
    from: { readonly status: readonly PipelineStatus[]; readonly version?: number },
    fields: Partial<Omit<Pipeline, 'id' | 'projectId'>>,
  ): Promise<boolean> {
    const { tags, ...rest } = fields;
    const { status, version } = from;
    const affected = await updateRecords(
      this.session.writer,
      PipelineRecord,
      { id, status, ...(version === undefined ? {} : { version }) },
      { ...rest, ...(tags ? { tags: [...tags] } : {}) },
    );
    return affected === 1;
  }

  async noteDelegation(delegationId: string, delegationStatus: DelegationStatus): Promise<void> {
    await this.session.writer.update(PipelineRecord, { delegationId }, { delegationStatus });
  }

  async usesWorkbook(projectId: string, workbookName: string, exceptId: string): Promise<boolean> {
    return this.session.manager.existsBy(PipelineRecord, { projectId, workbookName, id: Not(exceptId) });
  }

  async abandoned(now: Date, limit: number): Promise<Pipeline[]> {
    return this.session.manager.find(PipelineRecord, {
      where: [
        { status: In(['discarding', 'deleting']), leaseUntil: IsNull() },
        { status: In(['creating', 'discarding', 'deleting']), leaseUntil: LessThanOrEqual(now) },
      ],
      order: { leaseUntil: 'ASC' },
      take: limit,
    });
  }

  async delete(id: string): Promise<void> {
    await this.session.writer.delete(PipelineRecord, { id });
  }
}

import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan, Raw } from 'typeorm';
import { DatabaseSession, insertOnce } from '../../../database/database-session.js';
import { findRecord } from '../../../database/find-record.js';
import { keysetPage } from '../../../database/keyset-page.js';
import { updateRecords } from '../../../database/write-record.js';
import type { Page, PageRequest } from '../../../shared/domain/paging.js';
import type { CommitStatus } from '../domain/commit-status.js';
import { CommitStatuses, type StatusNews } from '../domain/commit-statuses.js';
import { CommitStatusRecord } from './commit-status.record.js';

const PROPERTIES = { created_at: 'createdAt', updated_at: 'updatedAt', sha: 'sha', state: 'state' };
/** Others may be at the first ones. */
const CANDIDATES = 8;

@Injectable()
export class TypeOrmCommitStatuses extends CommitStatuses {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  insert(status: CommitStatus): Promise<boolean> {
    return insertOnce(this.session.writer, CommitStatusRecord, status);
  }

  of(pipelineId: string, sha: string): Promise<CommitStatus | undefined> {
    return findRecord(this.session.manager, CommitStatusRecord, { pipelineId, sha });
  }

  ofPipeline(pipelineId: string, page: PageRequest): Promise<Page<CommitStatus>> {
    const options = { record: CommitStatusRecord, where: { pipelineId }, properties: PROPERTIES };
    return keysetPage(this.session.manager, page, options);
  }

  async renew(pipelineId: string, sha: string, news: StatusNews): Promise<boolean> {
    const { affected } = await this.session.writer.update(
      CommitStatusRecord,
      { pipelineId, sha, executionCreatedAt: LessThanOrEqual(news.executionCreatedAt) },
      { ...news, version: () => 'version + 1' },
    );
    return affected === 1;
  }

  async change(id: string, version: number, fields: Partial<CommitStatus>): Promise<boolean> {
    return (await updateRecords(this.session.writer, CommitStatusRecord, { id, version }, fields)) === 1;
  }

  async retryOf(pipelineId: string, at: Date): Promise<void> {
    const unsent = { pipelineId, version: Raw((version) => `${version} > sent_version`) };
    await this.session.writer.update(CommitStatusRecord, unsent, { dueAt: at, attempts: 0 });
  }

  async claimDue(now: Date, leaseUntil: Date, limit: number): Promise<CommitStatus[]> {
    const due = await this.session.manager.find(CommitStatusRecord, {
      where: { dueAt: LessThanOrEqual(now), leaseUntil: LessThanOrEqual(now) },
      order: { dueAt: 'ASC' },
      take: limit + CANDIDATES,
    });
    const claimed: CommitStatus[] = [];
    for (const status of due) {
      if (claimed.length === limit) break;
      const { id, version, leaseUntil: seen } = status;
      const where = { id, version, leaseUntil: seen };
      if ((await updateRecords(this.session.writer, CommitStatusRecord, where, { leaseUntil })) === 1)
        claimed.push({ ...status, leaseUntil });
    }
    return claimed;
  }

  async release({ id, leaseUntil }: CommitStatus, fields: Partial<CommitStatus>): Promise<boolean> {
    const where = { id, leaseUntil };
    return (await updateRecords(this.session.writer, CommitStatusRecord, where, fields)) === 1;
  }

  async deleteOf(pipelineId: string): Promise<void> {
    await this.session.writer.delete(CommitStatusRecord, { pipelineId });
  }

  async nextDue(now: Date): Promise<Date | undefined> {
    const next = await this.session.manager.findOne(CommitStatusRecord, {
      where: { dueAt: MoreThan(now) },
      order: { dueAt: 'ASC' },
    });
    return next?.dueAt ?? undefined;
  }
}

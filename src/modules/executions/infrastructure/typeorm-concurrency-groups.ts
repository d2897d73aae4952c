import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { DatabaseSession, insertOnce } from '../../../database/database-session.js';
import { SecretBox } from '../../../shared/secrets/secret-box.js';
import { ConcurrencyGroups, GroupKey, GroupMember, Superseding } from '../domain/concurrency-groups.js';
import { Execution, ExecutionState } from '../domain/execution.js';
import { ConcurrencyGroupRecord } from './concurrency-group.record.js';
import { toExecution } from './execution.mapper.js';
import { ExecutionRecord } from './execution.record.js';

const UNFINISHED: ExecutionState[] = ['IDLE', 'RUNNING', 'PAUSED'];

@Injectable()
export class TypeOrmConcurrencyGroups extends ConcurrencyGroups {
  constructor(
    private readonly session: DatabaseSession,
    private readonly secrets: SecretBox,
  ) {
    super();
  }

  async nextPlace(key: GroupKey): Promise<number> {
    const { projectId, group } = key;
    if (!(await this.takeNext(key))) {
      const isFirst = await insertOnce(this.session.writer, ConcurrencyGroupRecord, {
        projectId,
        group,
        lastPlace: 1,
      });
      if (!isFirst) await this.takeNext(key);
    }
    const { lastPlace } = await this.session.writer.findOneByOrFail(ConcurrencyGroupRecord, {
      projectId,
      group,
    });
    return lastPlace;
  }

  async lock({ projectId, group }: GroupKey): Promise<void> {
    await this.session.writer.update(
      ConcurrencyGroupRecord,
      { projectId, group },
      { lastPlace: () => 'last_place' },
    );
  }

  async withQueue(): Promise<GroupKey[]> {
    return this.session.manager
      .createQueryBuilder(ExecutionRecord, 'execution')
      .select('execution.projectId', 'projectId')
      .addSelect('execution.group', 'group')
      .distinct()
      .where('execution.queuePlace IS NOT NULL')
      .getRawMany<GroupKey>();
  }

  async members({ projectId, group }: GroupKey): Promise<GroupMember[]> {
    const found = await this.session.manager.find(ExecutionRecord, {
      select: { id: true, limit: true, queuePlace: true },
      where: { projectId, group, state: In(UNFINISHED) },
      order: { queuePlace: 'ASC', createdAt: 'ASC' },
      ...this.upToDate('pessimistic_read'),
    });
    return found.map(({ id, limit, queuePlace }) => ({ id, limit, place: queuePlace }));
  }

  async admit(id: string, now: Date): Promise<boolean> {
    const { affected } = await this.session.writer.update(
      ExecutionRecord,
      { id, state: 'IDLE', queuePlace: Not(IsNull()) },
      { queuePlace: null, handOverAt: now, updatedAt: now },
    );
    return affected === 1;
  }

  async supersede({ id, pipelineId, trigger }: Execution): Promise<Execution[]> {
    const found = await this.session.writer.find(ExecutionRecord, {
      where: { ...openOf({ pipelineId, trigger }), id: Not(id) },
      ...this.upToDate('pessimistic_write'),
    });
    const superseded: ExecutionRecord[] = [];
    for (const record of found) {
      const where = { ...openOf({ pipelineId, trigger }), id: record.id };
      const { affected } = await this.session.writer.update(ExecutionRecord, where, { supersededBy: id });
      if (affected === 1) superseded.push(record);
    }
    return superseded.map((record) => toExecution(record, this.secrets));
  }

  async supersedable(newer: Superseding): Promise<string[]> {
    const found = await this.session.manager.find(ExecutionRecord, {
      select: { id: true },
      where: openOf(newer),
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return found.map(({ id }) => id);
  }

  async beginDeployment(id: string): Promise<boolean> {
    const where = { id, supersededBy: IsNull() };
    const { affected } = await this.session.writer.update(ExecutionRecord, where, { hasDeployed: true });
    return affected === 1;
  }

  private async takeNext({ projectId, group }: GroupKey): Promise<boolean> {
    const { affected } = await this.session.writer.increment(
      ConcurrencyGroupRecord,
      { projectId, group },
      'lastPlace',
      1,
    );
    return affected === 1;
  }

  /** MariaDB reads what was there when the transaction began to read, unless it locks what it reads; SQLite has one writer. */
  private upToDate(mode: 'pessimistic_read' | 'pessimistic_write'): object {
    return this.session.isSqlite || !this.session.isOpen ? {} : { lock: { mode } };
  }
}

/** Those that a run of this pipeline and ref may end. */
function openOf({ pipelineId, trigger }: Superseding) {
  return {
    pipelineId,
    ref: trigger.ref ?? IsNull(),
    state: In(UNFINISHED),
    policy: 'supersede' as const,
    hasDeployed: false,
    supersededBy: IsNull(),
  };
}

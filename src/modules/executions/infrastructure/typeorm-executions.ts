import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import { DatabaseSession, insertOnce } from '../../../database/database-session.js';
import { findRecord } from '../../../database/find-record.js';
import { keysetPage } from '../../../database/keyset-page.js';
import { Page, PageRequest } from '../../../shared/domain/paging.js';
import { SecretBox } from '../../../shared/secrets/secret-box.js';
import type { ProjectScope } from '../../keystone-auth/index.js';
import { Execution, ExecutionState, FINAL_STATES } from '../domain/execution.js';
import { ExecutionChange, Executions, HandOver } from '../domain/executions.js';
import { RunTimes } from '../domain/run-times.js';
import { toEndColumns, toExecution, toRecord, sealedToken } from './execution.mapper.js';
import { ExecutionRecord } from './execution.record.js';

const UNFINISHED: ExecutionState[] = ['IDLE', 'RUNNING', 'PAUSED'];
const PROPERTIES = {
  created_at: 'createdAt',
  updated_at: 'updatedAt',
  state: 'state',
  commit: 'commit',
  ref: 'ref',
  trigger: 'triggerKind',
};

@Injectable()
export class TypeOrmExecutions extends Executions {
  constructor(
    private readonly session: DatabaseSession,
    private readonly secrets: SecretBox,
  ) {
    super();
  }

  async insert(execution: Execution): Promise<boolean> {
    return insertOnce(this.session.writer, ExecutionRecord, toRecord(execution, this.secrets));
  }

  async find(scope: ProjectScope, id: string): Promise<Execution | undefined> {
    return this.one({ id, ...scope.where });
  }

  async get(id: string): Promise<Execution | undefined> {
    return this.one({ id });
  }

  async ofPipeline(pipelineId: string, page: PageRequest): Promise<Page<Execution>> {
    const found = await keysetPage(this.session.manager, page, {
      record: ExecutionRecord,
      where: { pipelineId },
      properties: PROPERTIES,
    });
    return { ...found, items: this.toExecutions(found.items) };
  }

  async unfinishedOf(pipelineId: string): Promise<Execution[]> {
    return this.toExecutions(
      await this.session.manager.findBy(ExecutionRecord, { pipelineId, state: In(UNFINISHED) }),
    );
  }

  async existing(ids: readonly string[]): Promise<Set<string>> {
    const found = await this.session.manager.find(ExecutionRecord, {
      select: { id: true },
      where: { id: In([...ids]) },
    });
    return new Set(found.map(({ id }) => id));
  }

  async claimDue(
    now: Date,
    claimUntil: Date,
    busyProjects: readonly string[],
    limit: number,
  ): Promise<Execution[]> {
    const due = await this.session.manager.find(ExecutionRecord, {
      where: {
        handOverAt: LessThanOrEqual(now),
        ...(busyProjects.length > 0 ? { projectId: Not(In([...busyProjects])) } : {}),
      },
      order: { handOverAt: 'ASC' },
      take: limit,
    });
    const claimed: ExecutionRecord[] = [];
    for (const record of due) {
      const { affected } = await this.session.writer.update(
        ExecutionRecord,
        { id: record.id, handOverAt: record.handOverAt as Date },
        { handOverAt: claimUntil },
      );
      if (affected === 1) claimed.push(record);
    }
    return this.toExecutions(claimed);
  }

  async keepClaimed(ids: readonly string[], claimUntil: Date): Promise<void> {
    const where = { id: In([...ids]), handOverAt: Not(IsNull()) };
    await this.session.writer.update(ExecutionRecord, where, { handOverAt: claimUntil });
  }

  async handedOver(id: string, handOver: HandOver, now: Date): Promise<boolean> {
    const { affected } = await this.session.writer.update(
      ExecutionRecord,
      { id, state: Not(In([...FINAL_STATES])) },
      { ...handOver, handOverAt: null, watchedAt: now, updatedAt: now },
    );
    return affected === 1;
  }

  async takenBack(id: string): Promise<void> {
    await this.session.writer.update(ExecutionRecord, { id }, { handOverAt: null });
  }

  async postpone(id: string, at: Date): Promise<void> {
    await this.session.writer.update(ExecutionRecord, { id, handOverAt: Not(IsNull()) }, { handOverAt: at });
  }

  async change(
    { id, attempt, updatedAt }: Pick<Execution, 'id' | 'attempt'> & Partial<Pick<Execution, 'updatedAt'>>,
    change: ExecutionChange,
  ): Promise<boolean> {
    const { end, ...changes } = change;
    const final = (FINAL_STATES as readonly string[]).includes(change.state);
    const { affected } = await this.session.writer.update(
      ExecutionRecord,
      {
        id,
        attempt,
        reopening: IsNull(),
        ...(updatedAt ? { updatedAt } : {}),
        state: Not(In(final ? [...FINAL_STATES] : [...FINAL_STATES, change.state])),
      },
      {
        ...changes,
        ...toEndColumns(end),
        waitingFor: null,
        waitingSince: null,
        ...(final ? { queuePlace: null } : {}),
      },
    );
    return affected === 1;
  }

  async reopen(
    { id, attempt, repoToken }: Pick<Execution, 'id' | 'attempt' | 'repoToken'>,
    actionId: string,
    now: Date,
  ): Promise<boolean> {
    const sealed = sealedToken(id, repoToken, this.secrets);
    const { affected } = await this.session.writer.update(
      ExecutionRecord,
      { id, attempt, state: 'ERROR', reopening: IsNull() },
      {
        state: 'RUNNING',
        attempt: attempt + 1,
        reopening: actionId,
        repoToken: sealed,
        watchedAt: now,
        updatedAt: now,
      },
    );
    return affected === 1;
  }

  async reopened(id: string, actionId: string, times: RunTimes, now: Date): Promise<boolean> {
    const { affected } = await this.session.writer.update(
      ExecutionRecord,
      { id, reopening: actionId },
      {
        ...times,
        ...toEndColumns(null),
        reopening: null,
        stateInfo: null,
        outputs: {},
        endedAt: null,
        watchedAt: now,
        updatedAt: now,
      },
    );
    return affected === 1;
  }

  async closeAgain(
    { id, attempt }: Pick<Execution, 'id' | 'attempt'>,
    actionId: string,
    now: Date,
  ): Promise<void> {
    await this.session.writer.update(
      ExecutionRecord,
      { id, reopening: actionId },
      { state: 'ERROR', attempt: attempt - 1, reopening: null, updatedAt: now },
    );
  }

  async withEngineCopy(before: Date, limit: number): Promise<Execution[]> {
    const where = { engineCopy: true, state: In([...FINAL_STATES]), endedAt: LessThanOrEqual(before) };
    return this.toExecutions(await this.session.manager.find(ExecutionRecord, { where, take: limit }));
  }

  async engineCopyGone({ id, attempt }: Pick<Execution, 'id' | 'attempt'>): Promise<void> {
    const where = { id, attempt, state: In([...FINAL_STATES]) };
    await this.session.writer.update(ExecutionRecord, where, { engineCopy: false });
  }

  async resolveCommit(id: string, commit: string): Promise<void> {
    const where = { id, resolvedCommit: IsNull() };
    await this.session.writer.update(ExecutionRecord, where, { resolvedCommit: commit });
  }

  async hinder(id: string, reason: string, now: Date): Promise<boolean> {
    const unfinished = { id, state: In(UNFINISHED) };
    const first = await this.session.writer.update(
      ExecutionRecord,
      { ...unfinished, waitingFor: IsNull() },
      { waitingFor: reason, waitingSince: now, updatedAt: now },
    );
    if (first.affected === 1) return true;
    const other = await this.session.writer.update(
      ExecutionRecord,
      { ...unfinished, waitingFor: Not(reason) },
      { waitingFor: reason, updatedAt: now },
    );
    return other.affected === 1;
  }

  async clear(id: string): Promise<void> {
    const nothing = { waitingFor: null, waitingSince: null };
    await this.session.writer.update(ExecutionRecord, { id }, nothing);
  }

  async hindered(delegationId: string): Promise<string[]> {
    const found = await this.session.manager.find(ExecutionRecord, {
      select: { id: true },
      where: { delegationId, state: In(UNFINISHED), waitingFor: Not(IsNull()) },
    });
    return found.map(({ id }) => id);
  }

  async unwatched(before: Date, limit: number): Promise<string[]> {
    const found = await this.session.manager.find(ExecutionRecord, {
      select: { id: true },
      where: { state: In(UNFINISHED), workflowName: Not(IsNull()), watchedAt: LessThan(before) },
      take: limit,
    });
    return found.map(({ id }) => id);
  }

  async running(before: Date, afterId: string, limit: number): Promise<string[]> {
    const found = await this.session.manager.find(ExecutionRecord, {
      select: { id: true },
      where: { state: 'RUNNING', startedAt: LessThan(before), id: MoreThan(afterId) },
      order: { id: 'ASC' },
      take: limit,
    });
    return found.map(({ id }) => id);
  }

  async claimOverdue(now: Date, until: Date, limit: number): Promise<Execution[]> {
    const running = { state: 'RUNNING' as const, reopening: IsNull() };
    const found = await this.session.manager.find(ExecutionRecord, {
      // One that ran before there were deadlines has none yet.
      where: [
        { ...running, tasksDueAt: LessThanOrEqual(now) },
        { ...running, tasksDueAt: IsNull() },
      ],
      order: { tasksDueAt: 'ASC' },
      take: limit,
    });
    const claimed: ExecutionRecord[] = [];
    for (const record of found) {
      const { id, attempt, tasksDueAt } = record;
      const { affected } = await this.session.writer.update(
        ExecutionRecord,
        { id, attempt, ...running, tasksDueAt: tasksDueAt ?? IsNull() },
        { tasksDueAt: until },
      );
      if (affected === 1) claimed.push(record);
    }
    return this.toExecutions(claimed);
  }

  async checkAt({ id, attempt }: Pick<Execution, 'id' | 'attempt'>, at: Date): Promise<void> {
    const where = { id, attempt, state: 'RUNNING' as const };
    await this.session.writer.update(ExecutionRecord, where, { tasksDueAt: at });
  }

  async watched(ids: readonly string[], now: Date): Promise<void> {
    await this.session.writer.update(ExecutionRecord, { id: In([...ids]) }, { watchedAt: now });
  }

  private async one(where: { id: string; projectId?: string }): Promise<Execution | undefined> {
    const record = await findRecord(this.session.manager, ExecutionRecord, where);
    return record ? toExecution(record, this.secrets) : undefined;
  }

  private toExecutions(records: readonly ExecutionRecord[]): Execution[] {
    return records.map((record) => toExecution(record, this.secrets));
  }
}

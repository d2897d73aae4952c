import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual, Not } from 'typeorm';
import { DatabaseSession } from '../../../database/database-session.js';
import { findRecord } from '../../../database/find-record.js';
import { keysetPage } from '../../../database/keyset-page.js';
import { Page, PageRequest } from '../../../shared/domain/paging.js';
import {
  ActionKind,
  ActionOutcome,
  ExecutionAction,
  ExecutionActions,
  PlannedTask,
} from '../domain/execution-actions.js';
import { ExecutionActionRecord } from './execution-action.record.js';

const PROPERTIES = { created_at: 'createdAt', kind: 'kind', outcome: 'outcome' };

@Injectable()
export class TypeOrmExecutionActions extends ExecutionActions {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async insert({ user, plan, ...action }: ExecutionAction): Promise<void> {
    const who = { userId: user?.id ?? null, userName: user?.name ?? null };
    await this.session.writer.insert(ExecutionActionRecord, {
      ...action,
      ...who,
      plan: plan as object | null,
    });
  }

  async get(id: string): Promise<ExecutionAction | undefined> {
    const record = await findRecord(this.session.manager, ExecutionActionRecord, { id });
    return record && toAction(record);
  }

  async ofExecution(executionId: string, page: PageRequest): Promise<Page<ExecutionAction>> {
    const found = await keysetPage(this.session.manager, page, {
      record: ExecutionActionRecord,
      where: { executionId },
      properties: PROPERTIES,
    });
    return { ...found, items: found.items.map(toAction) };
  }

  async settle(
    id: string,
    outcome: Exclude<ActionOutcome, 'pending'>,
    detail: string | null,
    now: Date,
  ): Promise<boolean> {
    const { affected } = await this.session.writer.update(
      ExecutionActionRecord,
      { id, outcome: 'pending' },
      { outcome, detail, leaseUntil: null, finishedAt: now },
    );
    return affected === 1;
  }

  async newest(executionId: string, kind: ActionKind, attempt: number): Promise<ExecutionAction | undefined> {
    const [record] = await this.session.manager.find(ExecutionActionRecord, {
      where: { executionId, kind, attempt, outcome: Not('refused') },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: 1,
    });
    return record && toAction(record);
  }

  async claimAbandoned(now: Date, until: Date, limit: number): Promise<ExecutionAction[]> {
    const found = await this.session.manager.find(ExecutionActionRecord, {
      where: { leaseUntil: LessThanOrEqual(now) },
      order: { leaseUntil: 'ASC' },
      take: limit,
    });
    const claimed: ExecutionActionRecord[] = [];
    for (const record of found) {
      const unchanged = { id: record.id, leaseUntil: record.leaseUntil as Date };
      const { affected } = await this.session.writer.update(ExecutionActionRecord, unchanged, {
        leaseUntil: until,
      });
      if (affected === 1) claimed.push(record);
    }
    return claimed.map(toAction);
  }

  async keepLeased(ids: readonly string[], until: Date): Promise<void> {
    const where = { id: In([...ids]), outcome: 'pending' as const };
    await this.session.writer.update(ExecutionActionRecord, where, { leaseUntil: until });
  }
}

function toAction({ userId, userName, plan, ...record }: ExecutionActionRecord): ExecutionAction {
  return {
    ...record,
    user: userId === null ? null : { id: userId, name: userName ?? userId },
    plan: plan as readonly PlannedTask[] | null,
  };
}

import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { DatabaseSession } from '../../../database/database-session.js';
import { Approval, Approvals, Decision } from '../domain/approvals.js';
import { ApprovalRecord } from './approval.record.js';

@Injectable()
export class TypeOrmApprovals extends Approvals {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async insert({ decidedBy, ...approval }: Approval): Promise<void> {
    const who = { decidedById: decidedBy?.id ?? null, decidedByName: decidedBy?.name ?? null };
    await this.session.writer.insert(ApprovalRecord, { ...approval, ...who });
  }

  async ofExecution(executionId: string): Promise<Approval[]> {
    const order = { createdAt: 'ASC', jobId: 'ASC' } as const;
    const found = await this.session.manager.find(ApprovalRecord, { where: { executionId }, order });
    return found.map(toApproval);
  }

  async decide(jobId: string, state: Decision, by: Approval['decidedBy']): Promise<boolean> {
    const { affected } = await this.session.writer.update(
      ApprovalRecord,
      { jobId, state: 'waiting' },
      { state, decidedById: by?.id ?? null, decidedByName: by?.name ?? null },
    );
    return affected === 1;
  }

  async cancelOf(executionId: string, endedAt: Date): Promise<void> {
    const where = { executionId, state: 'waiting' as const, createdAt: LessThanOrEqual(endedAt) };
    await this.session.writer.update(ApprovalRecord, where, { state: 'cancelled' });
  }

  async deleteOf(executionIds: readonly string[]): Promise<void> {
    await this.session.writer.delete(ApprovalRecord, { executionId: In([...executionIds]) });
  }

  async expired(now: Date, limit: number): Promise<Approval[]> {
    const found = await this.session.manager.find(ApprovalRecord, {
      where: { state: 'waiting', expiresAt: LessThanOrEqual(now) },
      order: { expiresAt: 'ASC' },
      take: limit,
    });
    return found.map(toApproval);
  }

  async nextExpiry(): Promise<Date | undefined> {
    const [next] = await this.session.manager.find(ApprovalRecord, {
      where: { state: 'waiting', expiresAt: Not(IsNull()) },
      order: { expiresAt: 'ASC' },
      take: 1,
    });
    return next?.expiresAt ?? undefined;
  }
}

function toApproval({ decidedById, decidedByName, ...record }: ApprovalRecord): Approval {
  const decidedBy = decidedById === null ? null : { id: decidedById, name: decidedByName ?? decidedById };
  return { ...record, decidedBy };
}

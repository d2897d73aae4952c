import { Injectable } from '@nestjs/common';
import { FindOptionsWhere, In, IsNull, LessThan, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import { DatabaseSession, isUniqueViolation } from '../../../database/database-session.js';
import type { JsonObject } from '../../../shared/domain/json.js';
import { Job, Lease, Outcome, StationResult } from '../domain/job.js';
import { Jobs } from '../domain/jobs.js';
import { JobRecord } from './job.record.js';

type Condition = FindOptionsWhere<JobRecord>;

/** Every conditional write is one UPDATE whose WHERE is the condition: the count of changed rows tells who was first. */
@Injectable()
export class TypeOrmJobs extends Jobs {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async add(job: Job): Promise<boolean> {
    try {
      await this.session.writer.insert(JobRecord, job);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async findByAction(actionExecutionId: string): Promise<Job | undefined> {
    const record = await this.session.manager.findOneBy(JobRecord, { actionExecutionId });
    return record ? toJob(record) : undefined;
  }

  ofExecution(executionId: string): Promise<Job[]> {
    return this.inOrder({ executionId });
  }

  ofTask(executionId: string, taskId: string): Promise<Job[]> {
    return this.inOrder({ executionId, taskId });
  }

  async claimable(now: Date, limit: number): Promise<Job[]> {
    const found = await this.session.manager.find(JobRecord, {
      where: [
        { state: 'queued', leaseUntil: IsNull() },
        { state: In(['queued', 'running']), leaseUntil: LessThan(now) },
      ],
      order: { createdAt: 'ASC', id: 'ASC' },
      take: limit,
    });
    return found.map(toJob);
  }

  claim({ id, state, attempt, leaseUntil }: Job, claimed: Job): Promise<boolean> {
    const unchanged = { id, state, attempt, ...(leaseUntil ? { leaseUntil } : {}) };
    const { losses, leaseOwner, startedAt } = claimed;
    return this.change(unchanged, {
      state: claimed.state,
      attempt: claimed.attempt,
      leaseUntil: claimed.leaseUntil,
      losses,
      leaseOwner,
      startedAt,
    });
  }

  renew(lease: Lease, until: Date): Promise<boolean> {
    return this.change(held(lease), { leaseUntil: until });
  }

  release(lease: Lease, notBefore: Date | null): Promise<boolean> {
    return this.change(held(lease), { state: 'queued', leaseOwner: null, leaseUntil: notBefore });
  }

  finish(lease: Lease, outcome: Outcome, now: Date): Promise<boolean> {
    return this.change(held(lease), ending(outcome, now));
  }

  finishWaiting(id: string, outcome: Outcome, now: Date): Promise<boolean> {
    return this.change({ id, state: 'waiting' }, ending(outcome, now));
  }

  async finishQueued(executionId: string, endedAt: Date, outcome: Outcome, now: Date): Promise<number> {
    const { affected } = await this.session.writer.update(
      JobRecord,
      { executionId, state: In(['queued', 'waiting']), createdAt: LessThanOrEqual(endedAt) },
      ending(outcome, now),
    );
    return affected ?? 0;
  }

  async unreported(now: Date, limit: number): Promise<Job[]> {
    const found = await this.session.manager.find(JobRecord, {
      where: { reported: false, reportAt: LessThanOrEqual(now) },
      order: { reportAt: 'ASC' },
      take: limit,
    });
    return found.map(toJob);
  }

  async withLogFrom(time: Date, limit: number): Promise<Job[]> {
    const found = await this.session.manager.find(JobRecord, {
      where: { logExpired: false, finishedAt: LessThan(time) },
      order: { finishedAt: 'ASC' },
      take: limit,
    });
    return found.map(toJob);
  }

  async logsExpired(jobIds: readonly string[]): Promise<void> {
    await this.session.writer.update(JobRecord, { id: In([...jobIds]) }, { logExpired: true });
  }

  async deleteOf(executionIds: readonly string[], limit: number): Promise<number> {
    const found = await this.session.writer.find(JobRecord, {
      select: { id: true },
      where: { executionId: In([...executionIds]) },
      take: limit,
    });
    if (found.length > 0) await this.session.writer.delete(JobRecord, { id: In(found.map(({ id }) => id)) });
    return found.length;
  }

  async markReported(id: string): Promise<void> {
    await this.change({ id }, { reported: true, reportAt: null });
  }

  async postponeReport(id: string, reportAttempts: number, reportAt: Date): Promise<void> {
    await this.change({ id, reported: false }, { reportAttempts, reportAt });
  }

  async busyExecutions(executionIds: readonly string[], since: Date): Promise<Set<string>> {
    const executionId = In([...executionIds]);
    const found = await this.session.manager.find(JobRecord, {
      select: { executionId: true },
      where: [
        { executionId, state: Not('done') },
        { executionId, finishedAt: MoreThan(since) },
      ],
    });
    return new Set(found.map((job) => job.executionId));
  }

  async unfinished(jobIds: readonly string[]): Promise<Set<string>> {
    const found = await this.session.manager.find(JobRecord, {
      select: { id: true },
      where: { id: In(jobIds), state: Not('done') },
    });
    return new Set(found.map(({ id }) => id));
  }

  private async inOrder(where: Condition): Promise<Job[]> {
    const order = { createdAt: 'ASC', id: 'ASC' } as const;
    return (await this.session.manager.find(JobRecord, { where, order })).map(toJob);
  }

  private async change(where: Condition, changes: Partial<JobRecord>): Promise<boolean> {
    const { affected } = await this.session.writer.update(JobRecord, where, changes);
    return affected === 1;
  }
}

function toJob(record: JobRecord): Job {
  return { ...record, input: record.input as JsonObject, result: record.result as StationResult | null };
}

function held({ jobId, owner, attempt }: Lease): Condition {
  return { id: jobId, state: 'running', leaseOwner: owner, attempt };
}

function ending({ verdict, result, logBytes }: Outcome, now: Date): Partial<JobRecord> {
  return {
    state: 'done',
    verdict,
    result,
    logBytes,
    finishedAt: now,
    reportAt: now,
    leaseOwner: null,
    leaseUntil: null,
  };
}

import { EntityManager, In, LessThan, LessThanOrEqual } from 'typeorm';
import { DatabaseSession } from '../../../../database/database-session.js';
import { RunEvent, RunState } from '../../domain/interpreter/index.js';
import { EngineActionRecord } from './action.record.js';
import { EngineEventRecord } from './event.record.js';
import { EngineExecutionRecord } from './execution.record.js';

/** A run as it was read: its document belongs to this version. */
export interface StoredRun {
  readonly id: string;
  readonly projectId: string;
  readonly document: string;
  readonly definitionDigest: string;
  readonly version: number;
}

export interface StoredEvent {
  readonly id: number;
  readonly event: RunEvent;
}

/** What one step writes. */
export interface StepWrite {
  readonly id: string;
  /** The version the step was made from. */
  readonly version: number;
  readonly state: RunState;
  readonly document: string;
  readonly now: Date;
  readonly taken: readonly StoredEvent[];
  readonly started: readonly EngineActionRecord[];
  /** Actions that this step has taken the end of in, or that nobody waits for any more. */
  readonly ended: readonly string[];
}

const MOST_EVENTS = 200;
const COLUMNS = { id: true, projectId: true, document: true, definitionDigest: true, version: true } as const;

/** The database of the embedded engine, one method for each thing a step needs. */
export class RunStore {
  constructor(private readonly session: DatabaseSession) {}

  private get reader(): EntityManager {
    return this.session.manager;
  }

  async insert(record: EngineExecutionRecord, started: readonly EngineActionRecord[]): Promise<void> {
    await this.session.writer.insert(EngineExecutionRecord, record);
    await this.insertActions(started);
  }

  async find(id: string): Promise<StoredRun | undefined> {
    const record = await this.reader.findOne(EngineExecutionRecord, { where: { id }, select: COLUMNS });
    return record ?? undefined;
  }

  async definitions(id: string): Promise<string[]> {
    const record = await this.reader.findOneOrFail(EngineExecutionRecord, {
      where: { id },
      select: { id: true, definition: true },
    });
    return JSON.parse(record.definition) as string[];
  }

  async events(executionId: string): Promise<StoredEvent[]> {
    const records = await this.reader.find(EngineEventRecord, {
      where: { executionId },
      order: { id: 'ASC' },
      take: MOST_EVENTS,
    });
    return records.map(({ id, event }) => ({ id, event: JSON.parse(event) as RunEvent }));
  }

  async putEvent(executionId: string, event: RunEvent, now: Date): Promise<void> {
    const record = { executionId, event: JSON.stringify(event), createdAt: now.getTime() };
    await this.session.run(() => this.session.writer.insert(EngineEventRecord, record));
  }

  /** False, and nothing written, where somebody else has made a step since. */
  async write(step: StepWrite): Promise<boolean> {
    const { writer } = this.session;
    const { affected } = await writer.update(
      EngineExecutionRecord,
      { id: step.id, version: step.version },
      {
        document: step.document,
        version: step.version + 1,
        state: rootState(step.state),
        nextTimerAt: nextTimer(step.state),
        updatedAt: step.now,
      },
    );
    if (affected !== 1) return false;
    if (step.taken.length > 0)
      await writer.delete(
        EngineEventRecord,
        step.taken.map(({ id }) => id),
      );
    if (step.ended.length > 0) await this.markDone(step.ended);
    await this.insertActions(step.started);
    return true;
  }

  private async insertActions(records: readonly EngineActionRecord[]): Promise<void> {
    if (records.length > 0) await this.session.writer.insert(EngineActionRecord, [...records]);
  }

  /** The run that the project's action belongs to. */
  async runOfAction(projectId: string, actionId: string): Promise<string | undefined> {
    const row = await this.reader
      .createQueryBuilder(EngineActionRecord, 'action')
      .innerJoin(EngineExecutionRecord, 'run', 'run.id = action.executionId')
      .where('action.id = :actionId AND run.projectId = :projectId', { actionId, projectId })
      .select('action.executionId', 'executionId')
      .getRawOne<{ executionId: string }>();
    return row?.executionId;
  }

  /** There is nothing left to do for them here. */
  async markDone(ids: readonly string[]): Promise<void> {
    const where = { id: In([...ids]) };
    await this.session.run(() => this.session.writer.update(EngineActionRecord, where, { status: 'done' }));
  }

  /** Runs that something is to happen to and nobody has woken: their process died, or the event came from another. */
  async neglected(now: Date, patience: number): Promise<string[]> {
    const waiting = await this.reader.find(EngineEventRecord, {
      where: { createdAt: LessThanOrEqual(now.getTime() - patience) },
      select: { id: true, executionId: true },
      order: { id: 'ASC' },
      take: MOST_EVENTS,
    });
    const due = await this.reader.find(EngineExecutionRecord, {
      where: { nextTimerAt: LessThanOrEqual(now.getTime()) },
      select: { id: true },
      take: MOST_EVENTS,
    });
    return [...new Set([...waiting.map(({ executionId }) => executionId), ...due.map(({ id }) => id)])];
  }

  /** Takes over the actions whose process has not renewed its lease; each is given to one process only. */
  async claimAbandoned(owner: string, now: Date, lease: number): Promise<EngineActionRecord[]> {
    const abandoned = await this.reader.find(EngineActionRecord, {
      where: { status: 'pending', leaseUntil: LessThan(now.getTime()) },
      take: MOST_EVENTS,
    });
    if (abandoned.length === 0) return [];
    return this.session.run(async () => {
      const claimed: EngineActionRecord[] = [];
      for (const { id, owner: before, leaseUntil } of abandoned) {
        const mine = { owner, leaseUntil: now.getTime() + lease };
        const where = { id, owner: before, leaseUntil, status: 'pending' as const };
        const { affected } = await this.session.writer.update(EngineActionRecord, where, mine);
        if (affected === 1) claimed.push({ ...where, ...mine, executionId: executionOf(abandoned, id) });
      }
      return claimed;
    });
  }

  async renewLeases(owner: string, leaseUntil: number): Promise<void> {
    await this.session.run(() =>
      this.session.writer.update(EngineActionRecord, { owner, status: 'pending' }, { leaseUntil }),
    );
  }
}

function executionOf(records: readonly EngineActionRecord[], id: string): string {
  return records.find((record) => record.id === id)?.executionId ?? '';
}

function rootState(state: RunState): string {
  return state.executions[state.rootId]?.state ?? 'ERROR';
}

export function nextTimer(state: RunState): number | null {
  const times = Object.values(state.timers).map(({ at }) => at);
  return times.length > 0 ? Math.min(...times) : null;
}

import { Injectable } from '@nestjs/common';
import { EntityManager, FindOptionsWhere, In, LessThan, MoreThan } from 'typeorm';
import { DatabaseSession } from '../../../database/database-session.js';
import { preparedChange, preparedRow } from '../../../database/prepared-statements.js';
import { insertStatements } from '../../../database/write-record.js';
import { Clock } from '../../../shared/domain/clock.js';
import type { JsonObject } from '../../../shared/domain/json.js';
import { Event, EventFilter, NewEvent } from '../domain/event.js';
import { EventLog } from '../domain/event-log.js';
import { EventRecord } from './event.record.js';

/**
 * Numbers come from one row, which a transaction locks when its own work is done and holds until it has committed: that
 * makes the order of the numbers the order of the commits. An auto-increment column would not, as MariaDB gives its
 * numbers out at the insert, and a transaction with a low one may commit last. Taken last of all locks it can be part of
 * no deadlock, and is held no longer than the commit takes.
 */
@Injectable()
export class TypeOrmEventLog extends EventLog {
  private readonly pending = new WeakMap<EntityManager, Omit<Event, 'sequence'>[]>();
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
  ) {
    super();
  }

  append(event: NewEvent): void {
    const transaction = this.session.writer;
    const stamped = { ...event, createdAt: this.clock.now() };
    const pending = this.pending.get(transaction);
    if (pending) return void pending.push(stamped);
    this.pending.set(transaction, [stamped]);
    this.session.beforeCommit(() => this.write(transaction));
    this.session.afterCommit(() => this.tell());
  }

  async after(filter: EventFilter, sequence: number, limit: number): Promise<Event[]> {
    const where: FindOptionsWhere<EventRecord> = { ...filter, sequence: MoreThan(sequence) };
    const found = await this.session.manager.find(EventRecord, {
      where,
      order: { sequence: 'ASC' },
      take: limit,
    });
    return found.map((record) => ({ ...record, data: record.data as JsonObject }));
  }

  last(): Promise<number> {
    return this.lastSeenBy(this.session.manager);
  }

  async deleteBefore(time: Date, limit: number): Promise<number> {
    const old = await this.session.writer.find(EventRecord, {
      select: { sequence: true },
      where: { createdAt: LessThan(time) },
      order: { createdAt: 'ASC' },
      take: limit,
    });
    if (old.length > 0)
      await this.session.writer.delete(EventRecord, { sequence: In(old.map(({ sequence }) => sequence)) });
    return old.length;
  }

  onAppended(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async write(transaction: EntityManager): Promise<void> {
    const events = this.pending.get(transaction) ?? [];
    const count = events.length;
    const taken = await preparedChange(
      transaction,
      `UPDATE event_sequence SET last = last + ${count} WHERE id = 1`,
      [],
    );
    if (taken !== 1) throw new Error('The table event_sequence has lost its row.');
    const before = (await this.lastSeenBy(transaction)) - count;
    const rows = events.map((event, index): EventRecord => ({ ...event, sequence: before + index + 1 }));
    for (const { sql, values } of insertStatements(transaction, EventRecord, rows))
      await preparedChange(transaction, sql, values);
  }

  private async lastSeenBy(manager: EntityManager): Promise<number> {
    const row = await preparedRow(manager, 'SELECT last FROM event_sequence WHERE id = 1', []);
    return Number(row?.[0] ?? 0);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

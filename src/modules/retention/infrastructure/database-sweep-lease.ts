import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../../database/database-session.js';
import { Clock } from '../../../shared/domain/clock.js';
import { newId } from '../../../shared/domain/ids.js';
import { SweepLease } from '../domain/sweep-lease.js';

const LEASE_MS = 60_000;

/** A row, written by one UPDATE whose condition is the right to it. */
@Injectable()
export class DatabaseSweepLease extends SweepLease {
  private readonly owner = newId();
  private keptAt = 0;

  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
  ) {
    super();
  }

  take(): Promise<boolean> {
    return this.write(
      'UPDATE sweep_lease SET owner = ?, lease_until = ? WHERE id = 1 AND (owner IS NULL OR owner = ? OR lease_until < ?)',
      [this.owner, this.until(), this.owner, this.clock.now().getTime()],
    );
  }

  async keep(): Promise<boolean> {
    if (this.clock.now().getTime() - this.keptAt < LEASE_MS / 4) return true;
    return this.write('UPDATE sweep_lease SET lease_until = ? WHERE id = 1 AND owner = ?', [
      this.until(),
      this.owner,
    ]);
  }

  async giveBack(): Promise<void> {
    await this.session.write([
      { sql: 'UPDATE sweep_lease SET owner = NULL WHERE id = 1 AND owner = ?', values: [this.owner] },
    ]);
  }

  private async write(sql: string, values: (string | number)[]): Promise<boolean> {
    const now = this.clock.now().getTime();
    const written = await this.session.write([{ sql, values }]);
    if (written) this.keptAt = now;
    return written;
  }

  private until(): number {
    return this.clock.after(LEASE_MS).getTime();
  }
}

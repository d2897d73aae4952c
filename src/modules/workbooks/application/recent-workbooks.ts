import { Injectable } from '@nestjs/common';
import { BoundedMap } from '../../../shared/domain/bounded-map.js';
import { Clock } from '../../../shared/domain/clock.js';
import { Workbook } from '../domain/workbook.js';

const RECENT_MS = 10_000;
const MOST_KEPT = 1_000;

/**
 * Workbooks as the engine has just answered them, so that a burst of runs asks for each once. What is changed through this
 * process is forgotten at once; a change by another process, or in the engine itself, is not noticed until the time is up.
 */
@Injectable()
export class RecentWorkbooks {
  private readonly seen = new BoundedMap<string, { readonly workbook: Workbook; readonly until: Date }>(
    MOST_KEPT,
  );
  private changes = 0;

  constructor(private readonly clock: Clock) {}

  of(projectId: string, name: string): Workbook | undefined {
    const found = this.seen.get(keyOf(projectId, name));
    return found && this.clock.now() < found.until ? found.workbook : undefined;
  }

  /** Keeps what `ask` answers, unless something was changed while it asked. */
  async keep(projectId: string, name: string, ask: () => Promise<Workbook>): Promise<Workbook> {
    const { changes } = this;
    const until = this.clock.after(RECENT_MS);
    const workbook = await ask();
    if (changes === this.changes) this.seen.set(keyOf(projectId, name), { workbook, until });
    return workbook;
  }

  /** Around a change, which may count although it failed. */
  async change<T>(projectId: string, name: string, change: () => Promise<T>): Promise<T> {
    try {
      return await change();
    } finally {
      this.changes += 1;
      this.seen.delete(keyOf(projectId, name));
    }
  }
}

function keyOf(projectId: string, name: string): string {
  return `${projectId} ${name}`;
}

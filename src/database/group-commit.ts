import { setImmediate as sameBreath } from 'node:timers/promises';
import { Statement } from './prepared-statements.js';

/** Statements that are written together; nothing of them where the first one does no row. */
export type Batch = readonly [Statement, ...Statement[]];

interface Waiting {
  readonly batch: Batch;
  readonly resolve: (done: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** A transaction of so many holds up whoever waits behind it for some milliseconds. */
const MOST_BATCHES = 64;

/**
 * Commits together what is asked for in the same breath, or while the commit before is under way: the commit is what
 * costs. Whoever asks is answered after it.
 */
export class GroupCommit {
  private waiting: Waiting[] = [];
  private committing = false;

  /** `commit` answers for each batch whether it was written, and has written nothing where it throws. */
  constructor(private readonly commit: (batches: readonly Batch[]) => Promise<boolean[]>) {}

  write(batch: Batch): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ batch, resolve, reject });
      if (!this.committing) void this.commitWaiting();
    });
  }

  private async commitWaiting(): Promise<void> {
    this.committing = true;
    while (this.waiting.length > 0) {
      await sameBreath();
      await this.commitGroup(this.waiting.splice(0, MOST_BATCHES));
    }
    this.committing = false;
  }

  private async commitGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const done = await this.commit(group.map(({ batch }) => batch));
      group.forEach(({ resolve }, index) => resolve(done[index] ?? false));
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      // One of them is to blame: the others are not to suffer for it.
      else for (const each of group) await this.commitGroup([each]);
    }
  }
}

import { setTimeout as wait } from 'node:timers/promises';
import type { KeyRing } from '../shared/domain/key-ring.js';
import { nameOf } from './sealed-column.js';
import { SealedCount, SealedValues } from './sealed-values.js';

const BATCH = 100;
/** Leaves the service its turns at the database. */
const PAUSE_MS = 5;

/** How far a column has come. */
export interface RotationProgress {
  readonly column: string;
  readonly resealed: number;
  readonly unopened: number;
}

/**
 * Seals everything anew by the ring's first key while the service runs, a hundred values at a time, each hundred in a
 * transaction of its own: whatever ends it, it is simply begun again and goes on with what is left.
 */
export class KeyRotation {
  constructor(
    private readonly values: SealedValues,
    private readonly ring: KeyRing,
  ) {}

  /** What other keys than the first have sealed. */
  async left(): Promise<SealedCount[]> {
    return (await this.values.count()).filter(({ keyId }) => keyId !== this.ring.first.id);
  }

  /** Answers what is left then: values that no key opens, and those that a process sealed that has the old order of keys. */
  async rotate(report: (progress: RotationProgress) => void): Promise<SealedCount[]> {
    for (const column of this.values.columns) {
      const progress = { column: nameOf(column), resealed: 0, unopened: 0 };
      let after: string | undefined = '';
      while (after !== undefined) {
        const batch = await this.values.reseal(column, this.ring.first.id, after, BATCH);
        progress.resealed += batch.resealed;
        progress.unopened += batch.unopened;
        if (batch.resealed + batch.unopened > 0) report({ ...progress });
        after = batch.next;
        if (after !== undefined) await wait(PAUSE_MS);
      }
    }
    return this.left();
  }

  /** Gives up what a lost key has sealed; answers how many values. */
  async discard(keyId: string | undefined): Promise<number> {
    let discarded = 0;
    for (const column of this.values.columns) discarded += await this.values.discard(column, keyId);
    return discarded;
  }
}

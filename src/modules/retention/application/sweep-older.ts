import type { UnitOfWork } from '../../../shared/domain/unit-of-work.js';

const BATCH = 200;

/** Entries that go by their age alone. */
export interface OldEntries {
  /** Deletes at most `limit` of those from before `before`; answers how many. Joins the unit of work. */
  deleteBefore(before: Date, limit: number): Promise<number>;
}

/** Takes away what is older; yields how many entries each step took away. */
export async function* sweepOlder(
  entries: OldEntries,
  before: Date,
  unitOfWork: UnitOfWork,
): AsyncIterable<number> {
  for (let count = BATCH; count === BATCH;) {
    count = await unitOfWork.run(() => entries.deleteBefore(before, BATCH));
    yield count;
  }
}

import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { AgedThing, AgedThings } from '../domain/aged-things.js';

const BATCH = 50;

export interface Aging {
  readonly before: Date;
  /** Which of these executions are there: what belongs to one of them is kept. */
  readonly existing: (executionIds: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** Takes away what is older and belongs to no execution that is there; yields how many things each step took away. */
export async function* sweepAged<T extends AgedThing>(
  things: AgedThings<T>,
  { before, existing }: Aging,
  unitOfWork: UnitOfWork,
): AsyncIterable<number> {
  let pipelineId: string | undefined = '';
  while ((pipelineId = await things.nextPipeline(pipelineId)) !== undefined) {
    let last: T | undefined;
    for (let full = true; full;) {
      const found: T[] = await things.from(pipelineId, before, last, BATCH);
      const kept = await existing(found.flatMap(({ executionId }) => executionId ?? []));
      const gone = found.filter(({ executionId }) => executionId === null || !kept.has(executionId));
      if (gone.length > 0) await unitOfWork.run(() => things.delete(gone.map(({ id }) => id)));
      yield gone.length;
      last = found.at(-1);
      full = found.length === BATCH;
    }
  }
}

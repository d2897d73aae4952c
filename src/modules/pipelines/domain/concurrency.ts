import { type ConcurrencyPolicy, ownGroup, type RunConcurrency } from '../../executions/index.js';

/** How the runs of a pipeline wait for each other. */
export interface ConcurrencySettings {
  /** All pipelines of the project that name it share its slots; null: the pipeline's own. */
  readonly group: string | null;
  /** How many of the group may run while one of this pipeline does; null: as many as the others' limits allow. */
  readonly limit: number | null;
  readonly policy: ConcurrencyPolicy;
}

export function runConcurrency(pipeline: {
  readonly id: string;
  readonly concurrency: ConcurrencySettings | null;
}): RunConcurrency | null {
  const { id, concurrency } = pipeline;
  return concurrency && { ...concurrency, group: concurrency.group ?? ownGroup(id) };
}

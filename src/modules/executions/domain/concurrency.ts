export const CONCURRENCY_POLICIES = ['queue', 'supersede'] as const;

/** `queue`: one after the other, in order of creation. `supersede`: a newer run of the same ref ends the older ones, too. */
export type ConcurrencyPolicy = (typeof CONCURRENCY_POLICIES)[number];

/** Which runs a run shares slots with, as of its creation. */
export interface RunConcurrency {
  /** Unique in the project; a pipeline's own group cannot be named by others. */
  readonly group: string;
  /** How many of the group may run while this one does; null: as many as the others' limits allow. */
  readonly limit: number | null;
  readonly policy: ConcurrencyPolicy;
}

/** Whether a run ends the older ones of its pipeline and ref. */
export function endsOlder(concurrency: RunConcurrency | null): boolean {
  return concurrency?.policy === 'supersede';
}

const OWN = 'pipeline:';

/** The group of a pipeline that names none; no name that users may give is like it. */
export function ownGroup(pipelineId: string): string {
  return `${OWN}${pipelineId}`;
}

export function nameOfGroup(group: string): string {
  return group.startsWith(OWN) ? 'this pipeline' : `group ${group}`;
}

type Limit = number | null;

/** The smallest of the limits; null: there is none. */
export function smallestLimit(limits: readonly Limit[]): Limit {
  const set = limits.filter((limit) => limit !== null);
  return set.length === 0 ? null : Math.min(...set);
}

/**
 * How many of those that wait, in their order, may start beside those that run, so that no run's limit is exceeded. None
 * overtakes another, or a run with a small limit would wait for ever.
 */
export function startable(running: readonly Limit[], waiting: readonly Limit[]): number {
  const present = [...running];
  for (const limit of waiting) {
    const most = smallestLimit([...present, limit]);
    if (most !== null && present.length >= most) break;
    present.push(limit);
  }
  return present.length - running.length;
}

import { Execution } from './execution.js';

/** A concurrency group of a project. */
export interface GroupKey {
  readonly projectId: string;
  readonly group: string;
}

/** A run of a group. */
export interface GroupMember {
  readonly id: string;
  readonly limit: number | null;
  /** Its place among those that wait; null: it has its slot. */
  readonly place: number | null;
}

/** What a run is known by to the older ones that it may end. */
export type Superseding = Pick<Execution, 'pipelineId' | 'trigger'>;

/**
 * The slots of concurrency groups. There is no counter: a run that has not ended has a slot, or a place in the queue for
 * one. `lock` keeps all other processes out of the group until the transaction's end.
 */
export abstract class ConcurrencyGroups {
  /** The next place in the group's queue; locks the group. Joins the unit of work. */
  abstract nextPlace(key: GroupKey): Promise<number>;

  /** Joins the unit of work. */
  abstract lock(key: GroupKey): Promise<void>;

  /** Groups in which somebody waits. */
  abstract withQueue(): Promise<GroupKey[]>;

  /** Those that have not ended: first those with a slot, then those that wait, in order. Up to date within `lock`. */
  abstract members(key: GroupKey): Promise<GroupMember[]>;

  /** Gives it its slot, and puts it into the outbox; false where it has ended meanwhile, or has one. */
  abstract admit(executionId: string, now: Date): Promise<boolean>;

  /**
   * Marks the older unfinished runs of the same pipeline and ref as superseded by this one, those excepted that have begun to
   * deploy, and those that are not to be superseded; answers them.
   */
  abstract supersede(newer: Execution): Promise<Execution[]>;

  /** The ids of those that `supersede` would mark for a run that is made now; marks none. */
  abstract supersedable(newer: Superseding): Promise<string[]>;

  /** Notes that it has begun to deploy. False where a newer one has superseded it before. */
  abstract beginDeployment(executionId: string): Promise<boolean>;
}

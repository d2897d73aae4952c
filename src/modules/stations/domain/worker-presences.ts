import type { BuildableFormat, Runner } from './runner.js';

/** A worker that is there, as it says itself. */
export interface WorkerPresence {
  readonly id: string;
  readonly runners: readonly Runner[];
  /** What `image-build` can make there. */
  readonly imageFormats: readonly BuildableFormat[];
  readonly startedAt: Date;
  /** Its last beat. */
  readonly seenAt: Date;
}

/** The workers of all processes on one database. Changes are made inside a unit of work. */
export abstract class WorkerPresences {
  /** Adds the worker, or replaces what it said before. */
  abstract save(presence: WorkerPresence): Promise<void>;

  abstract remove(id: string): Promise<void>;

  /** Removes the workers whose last beat was before this. */
  abstract removeSilent(before: Date): Promise<void>;

  /** Those that have beaten since, in order of id. */
  abstract seenSince(since: Date): Promise<WorkerPresence[]>;
}

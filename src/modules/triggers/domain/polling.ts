import type { RemoteRef } from './remote-refs.js';

/** Looks now and then whether a pipeline's repository has commits that no webhook told of. */
export interface Polling {
  readonly pipelineId: string;
  readonly projectId: string;
  /** Seconds from one look to the next, at least. */
  readonly interval: number;
  /** Where refs were at the last look, by their full names; null before the first. */
  readonly seen: Readonly<Record<string, string>> | null;
  /** Also until when a process is at it. */
  readonly nextPollAt: Date;
  readonly lastPollAt: Date | null;
  /** Why the last look failed; null where it did not. */
  readonly lastError: string | null;
  /** Executions that the last look started. */
  readonly lastStarted: number;
  /** Looks in vain since the last that did not fail. */
  readonly failures: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The store of these, one of a pipeline at most; they go with it. Writes join the unit of work. */
export abstract class Pollings {
  abstract find(pipelineId: string): Promise<Polling | undefined>;

  abstract save(polling: Polling): Promise<void>;

  abstract delete(pipelineId: string): Promise<void>;

  abstract due(now: Date, limit: number): Promise<Polling[]>;

  abstract nextDue(now: Date): Promise<Date | undefined>;

  /** Writes the fields if its next time is still the one given: of several processes one has it. */
  abstract change(polling: Polling, fields: Partial<Polling>): Promise<boolean>;
}

/** A ref that is not where it was. */
export interface MovedRef extends RemoteRef {
  readonly ref: string;
  /** Null: it is new. */
  readonly before: string | null;
}

export function movedRefs(
  seen: Readonly<Record<string, string>>,
  present: ReadonlyMap<string, RemoteRef>,
): MovedRef[] {
  return [...present]
    .filter(([ref, { commit }]) => seen[ref] !== commit)
    .map(([ref, place]) => ({
      ...place,
      ref,
      before: Object.hasOwn(seen, ref) ? (seen[ref] ?? null) : null,
    }));
}

export interface AgedThing {
  readonly id: string;
  /** Null where it belongs to none. */
  readonly executionId: string | null;
}

/** Things of pipelines that go by their age. */
export abstract class AgedThings<T extends AgedThing = AgedThing> {
  /** The pipelines that have any, in order of their ids. */
  abstract nextPipeline(afterId: string): Promise<string | undefined>;

  /** At most `limit` from before `before`, behind `after`, the oldest first. */
  abstract from(pipelineId: string, before: Date, after: T | undefined, limit: number): Promise<T[]>;

  /** Joins the unit of work. */
  abstract delete(ids: readonly string[]): Promise<void>;

  /** Removes at most `limit` of a pipeline; answers how many. Joins the unit of work. */
  abstract deleteOf(pipelineId: string, limit: number): Promise<number>;
}

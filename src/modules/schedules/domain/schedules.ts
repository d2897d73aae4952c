import type { Page, PageRequest } from '../../../shared/domain/paging.js';
import type { Schedule } from './schedule.js';

/** The store of schedules. They go with their pipeline. Writes join the unit of work. */
export abstract class Schedules {
  /** False where there is a schedule of that id. Throws `not_found` (`pipeline.not_found`) where the pipeline has gone. */
  abstract insert(schedule: Schedule): Promise<boolean>;

  abstract find(pipelineId: string, id: string): Promise<Schedule | undefined>;

  /** Whosever it is. */
  abstract get(id: string): Promise<Schedule | undefined>;

  /** Sort keys by their wire names: created_at, updated_at. */
  abstract ofPipeline(pipelineId: string, page: PageRequest): Promise<Page<Schedule>>;

  /** The last executions that the pipeline's schedules have started. */
  abstract lastExecutionsOf(pipelineId: string): Promise<string[]>;

  abstract countOf(pipelineId: string): Promise<number>;

  /** Writes the fields if it is of this version still; false else. */
  abstract change(id: string, version: number, fields: Partial<Schedule>): Promise<boolean>;

  /** Those due by `now`, behind `after` in order of their time and id. */
  abstract due(now: Date, after: Schedule | undefined, limit: number): Promise<Schedule[]>;

  /** When the next one is due after `now`; undefined where none is. */
  abstract nextDue(now: Date): Promise<Date | undefined>;

  /**
   * Takes the schedule's present due time for the caller: of all who ask, in whichever process, one is answered true, and
   * only if that one commits. Then it is due at `next` (null: never again), and `last` is its last time.
   */
  abstract claim(schedule: Schedule, next: Date | null, last: LastRun): Promise<boolean>;

  abstract delete(id: string): Promise<void>;
}

export type LastRun = Pick<Schedule, 'lastDueAt' | 'lastExecutionId'>;

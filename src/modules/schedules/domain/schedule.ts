import type { JsonObject } from '../../../shared/domain/json.js';

/** What users may write. */
export interface ScheduleFields {
  /** Five fields, see `CronExpression`. */
  readonly cron: string;
  /** IANA name, e.g. `Europe/Lisbon`. */
  readonly timeZone: string;
  /** Branch or tag; null: the default branch. */
  readonly ref: string | null;
  /** Override what the pipeline offers its workflow. */
  readonly inputs: JsonObject;
  readonly enabled: boolean;
}

/** Starts a pipeline at certain times. */
export interface Schedule extends ScheduleFields {
  readonly id: string;
  readonly projectId: string;
  readonly pipelineId: string;
  /** Who made it: the actor of its runs. */
  readonly userId: string;
  /** Null while it is not enabled. Only goes forward, whatever the clock does. */
  readonly nextRunAt: Date | null;
  /** The time that its last run was due at; null before the first. */
  readonly lastDueAt: Date | null;
  /** The run of that time; null where there was none: the time was missed by too much. */
  readonly lastExecutionId: string | null;
  readonly requestDigest: string | null;
  /** Counts changes by users. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

import { z } from 'zod';

const days = z.coerce.number().int().min(0).max(36_500);

/** The settings of how long things are kept. */
export const retentionSettings = {
  SOLUM_RETENTION_EXECUTION_DAYS: days
    .default(90)
    .describe(
      'days that an ended execution is kept with its jobs, actions, commit statuses and what the embedded engine has of it; 0: for ever',
    ),
  SOLUM_RETENTION_KEEP_RUNS: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(20)
    .describe('newest executions of each pipeline that are kept however old they are'),
  SOLUM_RETENTION_LOG_DAYS: days
    .default(30)
    .describe('days that the log of a job is kept; 0: as its execution'),
  SOLUM_RETENTION_DELIVERY_DAYS: days
    .default(90)
    .describe('days that a webhook delivery is kept, longer where its execution is; 0: for ever'),
  SOLUM_RETENTION_EVENT_DAYS: days
    .default(90)
    .describe('days that an event can be read again by a stream that goes on; 0: for ever'),
  SOLUM_RETENTION_AUDIT_DAYS: days
    .default(400)
    .describe('days that an entry of the audit is kept; 0: for ever'),
  SOLUM_RETENTION_ARTIFACT_DAYS: days
    .default(30)
    .describe(
      'days that an artifact is kept after its last use and after the end of each execution that used it, longer where a stack may run it; 0: for ever',
    ),
  SOLUM_RETENTION_KEEP_ARTIFACTS: z.coerce
    .number()
    .int()
    .min(0)
    .max(100_000)
    .default(5)
    .describe('newest successful executions of each pipeline whose artifacts are kept however old they are'),
};

type RetentionSettings = z.infer<z.ZodObject<typeof retentionSettings>>;

/** Days; 0 is for ever. */
export interface RetentionConfig {
  readonly executionDays: number;
  readonly keepRuns: number;
  readonly logDays: number;
  readonly deliveryDays: number;
  readonly eventDays: number;
  readonly auditDays: number;
  readonly artifactDays: number;
  /** Not days: executions. */
  readonly keepArtifacts: number;
}

export function retentionConfig(settings: RetentionSettings): RetentionConfig {
  return {
    executionDays: settings.SOLUM_RETENTION_EXECUTION_DAYS,
    keepRuns: settings.SOLUM_RETENTION_KEEP_RUNS,
    logDays: settings.SOLUM_RETENTION_LOG_DAYS,
    deliveryDays: settings.SOLUM_RETENTION_DELIVERY_DAYS,
    eventDays: settings.SOLUM_RETENTION_EVENT_DAYS,
    auditDays: settings.SOLUM_RETENTION_AUDIT_DAYS,
    artifactDays: settings.SOLUM_RETENTION_ARTIFACT_DAYS,
    keepArtifacts: settings.SOLUM_RETENTION_KEEP_ARTIFACTS,
  };
}

import { z } from 'zod';

/** The settings of the logs of jobs, and of the streams that follow them and the events. */
export const streamSettings = {
  SOLUM_LOG_STORE: z
    .enum(['disk', 'database'])
    .optional()
    .describe(
      'where the logs of jobs are kept; absent: on disk with SQLite, in the database with MariaDB, as several machines may share it',
    ),
  SOLUM_MAX_STREAMS: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(500)
    .describe('open event streams (followed logs and events) that this process serves at a time'),
  SOLUM_MAX_PROJECT_STREAMS: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(100)
    .describe('of them, those of one project'),
};

type StreamSettings = z.infer<z.ZodObject<typeof streamSettings>>;

export interface StreamConfig {
  readonly logStore: 'disk' | 'database';
  readonly most: number;
  readonly mostOfProject: number;
}

/** `shared`: whether the database is one that several machines may share. */
export function streamConfig(settings: StreamSettings, shared: boolean): StreamConfig {
  return {
    logStore: settings.SOLUM_LOG_STORE ?? (shared ? 'database' : 'disk'),
    most: settings.SOLUM_MAX_STREAMS,
    mostOfProject: settings.SOLUM_MAX_PROJECT_STREAMS,
  };
}

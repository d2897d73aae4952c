import { z } from 'zod';

/** The settings of the logs of jobs, and of the streams that follow them and the events. */
export const streamSettings = {
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
  readonly most: number;
  readonly mostOfProject: number;
}

export function streamConfig(settings: StreamSettings): StreamConfig {
  return { most: settings.SOLUM_MAX_STREAMS, mostOfProject: settings.SOLUM_MAX_PROJECT_STREAMS };
}

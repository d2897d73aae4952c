import { z } from 'zod';

/** The settings of schedules. */
export const scheduleSettings = {
  SOLUM_SCHEDULE_CATCH_UP_MINUTES: z.coerce
    .number()
    .int()
    .min(0)
    .max(44_640)
    .default(1440)
    .describe(
      'how late a schedule may still start its run, where the service was away at the time; of several missed times only the last is caught up with',
    ),
};

type ScheduleSettings = z.infer<z.ZodObject<typeof scheduleSettings>>;

export interface ScheduleConfig {
  /** How late a run may start. */
  readonly catchUpMinutes: number;
}

export function scheduleConfig(settings: ScheduleSettings): ScheduleConfig {
  return { catchUpMinutes: settings.SOLUM_SCHEDULE_CATCH_UP_MINUTES };
}

import { z } from 'zod';

const DAY = 86_400;
const seconds = z.coerce
  .number()
  .int()
  .min(1)
  .max(365 * DAY);

/** The settings of how long runs and their tasks may take. */
export const deadlineSettings = {
  SOLUM_RUN_TIMEOUT_SECONDS: seconds
    .default(3 * DAY)
    .describe('longest time an execution may run, pauses not counted; a pipeline may say otherwise'),
  SOLUM_TASK_TIMEOUT_SECONDS: seconds
    .default(DAY)
    .describe(
      'longest time one task of an execution may run where its workbook gives it no timeout; a pipeline may say otherwise',
    ),
};

type DeadlineSettings = z.infer<z.ZodObject<typeof deadlineSettings>>;

export interface DeadlineConfig {
  readonly runSeconds: number;
  readonly taskSeconds: number;
}

export function deadlineConfig(settings: DeadlineSettings): DeadlineConfig {
  return { runSeconds: settings.SOLUM_RUN_TIMEOUT_SECONDS, taskSeconds: settings.SOLUM_TASK_TIMEOUT_SECONDS };
}

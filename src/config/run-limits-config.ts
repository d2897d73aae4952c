import { z } from 'zod';

/** The settings of how large and how costly an execution of the embedded engine may become. */
export const runLimitSettings = {
  SOLUM_RUN_MAX_TASKS: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(5_000)
    .describe('task executions of one execution, those of its sub-workflows among them'),
  SOLUM_RUN_MAX_RETRIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000)
    .default(2_000)
    .describe('how often one task may be retried'),
  SOLUM_RUN_MAX_CHARACTERS: z.coerce
    .number()
    .int()
    .min(65_536)
    .max(16_777_216)
    .default(8_388_608)
    .describe('size of one execution: its tasks, actions and values, in characters of JSON'),
  SOLUM_RUN_MAX_EXPRESSION_STEPS: z.coerce
    .number()
    .int()
    .min(100_000)
    .max(10_000_000_000)
    .default(100_000_000)
    .describe('what the expressions of one execution may cost together; a million takes a second or two'),
};

type RunLimitSettings = z.infer<z.ZodObject<typeof runLimitSettings>>;

export interface RunLimitConfig {
  readonly tasks: number;
  readonly retries: number;
  readonly characters: number;
  readonly expressionSteps: number;
}

export function runLimitConfig(settings: RunLimitSettings): RunLimitConfig {
  return {
    tasks: settings.SOLUM_RUN_MAX_TASKS,
    retries: settings.SOLUM_RUN_MAX_RETRIES,
    characters: settings.SOLUM_RUN_MAX_CHARACTERS,
    expressionSteps: settings.SOLUM_RUN_MAX_EXPRESSION_STEPS,
  };
}

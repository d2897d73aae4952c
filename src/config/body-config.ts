import { z } from 'zod';

const bytes = z.coerce.number().int().min(1024);

/** The settings of how much a request may bring. */
export const bodySettings = {
  SOLUM_MAX_BODY_BYTES: bytes.default(1_048_576).describe('largest accepted request body'),
  SOLUM_MAX_WEBHOOK_BYTES: bytes
    .max(26_214_400)
    .default(5_242_880)
    .describe('largest accepted webhook; a push of GitHub’s with 2048 commits has about 3 MB'),
};

type BodySettings = z.infer<z.ZodObject<typeof bodySettings>>;

/** In bytes. */
export interface BodyConfig {
  readonly largest: number;
  readonly largestWebhook: number;
}

export function bodyConfig(settings: BodySettings): BodyConfig {
  return { largest: settings.SOLUM_MAX_BODY_BYTES, largestWebhook: settings.SOLUM_MAX_WEBHOOK_BYTES };
}

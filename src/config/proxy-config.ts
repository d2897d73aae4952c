import { z } from 'zod';

/** The setting of the proxies before the service. */
export const proxySettings = {
  SOLUM_TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(16)
    .default(0)
    .describe(
      'proxies before the service, each of which appends the address of its client to X-Forwarded-For; 0: the header is not believed',
    ),
};

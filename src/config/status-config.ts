import { z } from 'zod';
import { ConfigurationError } from './configuration-error.js';
import { listOf } from './list-setting.js';

/** The settings of reporting to git hosts. */
export const statusSettings = {
  SOLUM_STATUS_API_URLS: listOf(
    'https://api.github.com,https://gitlab.com/api/v4,https://codeberg.org/api/v1,https://api.bitbucket.org/2.0',
  ).describe('the APIs of git hosts that commit statuses may be sent to; a pipeline names one of them'),
};

type StatusSettings = z.infer<z.ZodObject<typeof statusSettings>>;

export interface StatusConfig {
  /** No trailing slashes. */
  readonly apiUrls: readonly string[];
}

export function statusConfig({ SOLUM_STATUS_API_URLS: urls }: StatusSettings): StatusConfig {
  const wrong = urls.find((url) => !URL.canParse(url) || !/^https?:\/\/[^@?#]+$/.test(url));
  if (wrong !== undefined)
    throw new ConfigurationError(`SOLUM_STATUS_API_URLS: ${wrong} is not the URL of an API.`);
  return { apiUrls: urls.map((url) => url.replace(/\/+$/, '')) };
}

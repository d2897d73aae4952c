import { z } from 'zod';
import { ConfigurationError } from './configuration-error.js';
import { listOf } from './list-setting.js';

/** The settings of a cloud and of the service's own user in it. */
export const openStackSettings = {
  OS_AUTH_URL: z.url().optional().describe('Keystone, version 3, e.g. http://keystone.example.org:5000/v3'),
  OS_USERNAME: z
    .string()
    .optional()
    .describe('the service user that validates tokens and is the trustee of trusts'),
  OS_PASSWORD: z.string().optional().describe('its password'),
  OS_PROJECT_NAME: z.string().default('service').describe('its project'),
  OS_USER_DOMAIN_NAME: z.string().default('Default').describe('the domain of the service user'),
  OS_PROJECT_DOMAIN_NAME: z.string().default('Default').describe('the domain of its project'),
  OS_REGION_NAME: z
    .string()
    .optional()
    .describe('region of the endpoints; absent: the first in the catalogue'),
  OS_INTERFACE: z
    .enum(['public', 'internal', 'admin'])
    .default('public')
    .describe('interface of the endpoints'),
  SOLUM_MISTRAL_URL: z.url().optional().describe('overrides the catalogue, e.g. http://mistral:8989/v2'),
  SOLUM_HEAT_URL: z
    .string()
    .optional()
    .describe('overrides the catalogue; %(project_id)s is replaced, e.g. http://heat:8004/v1/%(project_id)s'),
  SOLUM_TRUST_ROLES: listOf('member,heat_stack_owner')
    .pipe(z.array(z.string()).min(1))
    .describe('roles that the service asks its users to hand over; those of them that a user has'),
  SOLUM_TRUST_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .optional()
    .describe('how long a trust lasts until its user has to renew it; absent: until it is deleted'),
  SOLUM_TOKEN_CACHE_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(300)
    .default(300)
    .describe('how long a validated token is believed, never past its expiry'),
};

type OpenStackSettings = z.infer<z.ZodObject<typeof openStackSettings>>;

export interface OpenStackConfig {
  /** Keystone's version 3 endpoint, no trailing slash. */
  readonly authUrl: string;
  readonly username: string;
  readonly password: string;
  readonly projectName: string;
  readonly userDomainName: string;
  readonly projectDomainName: string;
  readonly region: string | undefined;
  readonly interface: OpenStackSettings['OS_INTERFACE'];
  readonly mistralUrl: string | undefined;
  /** May hold `%(project_id)s`. */
  readonly heatUrl: string | undefined;
  readonly trustRoles: readonly string[];
  readonly trustDays: number | undefined;
}

/**
 * Complete, or refused: half of a cloud's settings is a mistake that would show up at the first request only. `users`: what
 * needs a cloud, by name; undefined where nothing does and no cloud is set.
 */
export function openStackConfig(
  settings: OpenStackSettings,
  users: readonly string[],
): OpenStackConfig | undefined {
  const { OS_AUTH_URL: authUrl, OS_USERNAME: username, OS_PASSWORD: password } = settings;
  if (authUrl && username && password) {
    return {
      authUrl: authUrl.replace(/\/+$/, ''),
      username,
      password,
      projectName: settings.OS_PROJECT_NAME,
      userDomainName: settings.OS_USER_DOMAIN_NAME,
      projectDomainName: settings.OS_PROJECT_DOMAIN_NAME,
      region: settings.OS_REGION_NAME,
      interface: settings.OS_INTERFACE,
      mistralUrl: settings.SOLUM_MISTRAL_URL,
      heatUrl: settings.SOLUM_HEAT_URL,
      trustRoles: settings.SOLUM_TRUST_ROLES,
      trustDays: settings.SOLUM_TRUST_DAYS,
    };
  }
  if (users.length === 0) return undefined;
  throw new ConfigurationError(`OS_AUTH_URL, OS_USERNAME and OS_PASSWORD: needed by ${users.join(', ')}.`);
}

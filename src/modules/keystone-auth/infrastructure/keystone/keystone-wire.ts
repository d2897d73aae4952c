import { z } from 'zod';
import { DomainError } from '../../../../shared/domain/domain-error.js';

const named = z.object({ id: z.string(), name: z.string() });
const time = z.string().transform((text) => new Date(text));

const endpoint = z.object({
  interface: z.string(),
  url: z.string(),
  region: z.string().nullish(),
  region_id: z.string().nullish(),
});

/** Identity API v3: the body of POST and GET /v3/auth/tokens. A token has a project, a domain, the system, or no scope. */
export const tokenBody = z.object({
  token: z.object({
    issued_at: time,
    expires_at: time,
    user: named,
    project: named.optional(),
    domain: named.optional(),
    system: z.unknown().optional(),
    roles: z.array(named).default([]),
    catalog: z.array(z.object({ type: z.string(), endpoints: z.array(endpoint) })).default([]),
  }),
});

/** GET /v3/auth/projects: where the token's user has a role. */
export const projectsBody = z.object({
  projects: z.array(named.extend({ domain_id: z.string(), enabled: z.boolean().default(true) })),
});

export type TokenFacts = z.infer<typeof tokenBody>['token'];
export type Catalogue = TokenFacts['catalog'];

/** OS-TRUST API: a trust, as far as it is looked at. */
const trust = z.object({
  id: z.string(),
  trustor_user_id: z.string(),
  trustee_user_id: z.string(),
  project_id: z.string().nullable(),
});

export const trustBody = z.object({ trust });
export const trustsBody = z.object({ trusts: z.array(trust) });
export type Trust = z.infer<typeof trust>;

/** Throws `unavailable` (`keystone.failed`) where the answer is not what Keystone's API says. */
export function read<T>(schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new DomainError(
    'unavailable',
    'keystone.failed',
    `Keystone's answer is not what its API says, at "${place}".`,
  );
}

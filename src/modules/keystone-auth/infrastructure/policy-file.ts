import { load } from 'js-yaml';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigurationError } from '../../../config/app-config.js';
import { BUILT_IN_POLICY, Policy } from '../domain/policy.js';

const rules = Object.keys(BUILT_IN_POLICY) as [string, ...string[]];
const schema = z.partialRecord(z.enum(rules), z.array(z.string()));

/** Reads an override file (`plans:write: [manager]`); refuses rules that do not exist. */
export function loadPolicy(file: string | undefined): Policy {
  if (!file) return new Policy();
  const parsed = schema.safeParse(load(readFileSync(file, 'utf8')));
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    throw new ConfigurationError(
      `${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not a policy'}`,
    );
  }
  return new Policy(parsed.data as Record<string, string[]>);
}

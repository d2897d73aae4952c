import { ConfigurationError } from '../config/configuration-error.js';
import type { KeyRing } from '../shared/domain/key-ring.js';
import { SealedCount, SealedValues } from './sealed-values.js';

/**
 * Throws a ConfigurationError where the database holds what none of the keys opens: better now, with the key's id, than
 * when a pipeline needs it.
 */
export async function refuseMissingKeys(values: SealedValues, ring: KeyRing): Promise<void> {
  const counts = await values.count();
  const missing = counts.filter(({ keyId }) => keyId !== undefined && !ring.find(keyId));
  const unnamed = counts.filter(({ keyId }) => keyId === undefined);
  if (unnamed.length > 0 && !(await values.opensUnnamed())) missing.push(...unnamed);
  if (missing.length === 0) return;
  const given = ring.keys.map(({ id }) => id).join(', ');
  throw new ConfigurationError(
    `SOLUM_SECRET_KEYS: the database holds secrets that none of the keys given (${given}) opens.\n` +
      `${describe(missing).join('\n')}\n` +
      'Give the missing key as a further one of SOLUM_SECRET_KEYS (docs/operate/keys.md says how keys are changed).',
  );
}

/** A line for each key and column. */
export function describe(counts: readonly SealedCount[]): string[] {
  return counts.map(({ keyId, column, count }) => `key ${keyId ?? UNNAMED}: ${count} in ${column}`);
}

/** How people call the key of values of before keys had ids. */
export const UNNAMED = 'without an id';

import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from './configuration-error.js';
import { listOf } from './list-setting.js';

const KEY = /^[0-9a-f]{64}$/;
const KEY_RULE = 'must be 32 bytes in hexadecimal (openssl rand -hex 32)';

/** The settings of the keys that sign and that encrypt secrets at rest. */
export const secretKeySettings = {
  SOLUM_SECRET_KEY: z
    .string()
    .regex(KEY, KEY_RULE)
    .optional()
    .describe(
      'signs station credentials and encrypts secrets at rest; absent: the lines of `secret.key` in the data directory, which is made where it is missing',
    ),
  SOLUM_SECRET_KEYS: listOf('')
    .pipe(z.array(z.string().regex(KEY, KEY_RULE)))
    .describe(
      'several such keys, while one takes the place of another: the first encrypts and signs, all of them open; SOLUM_SECRET_KEY counts as the last of them',
    ),
};

type SecretKeySettings = z.infer<z.ZodObject<typeof secretKeySettings>>;

/** The first seals and signs. Each has 32 bytes. */
export type SecretKeys = readonly [Buffer, ...Buffer[]];

export function secretKeys(settings: SecretKeySettings, dataDir: string): SecretKeys {
  const { SOLUM_SECRET_KEYS: several, SOLUM_SECRET_KEY: one } = settings;
  const given = [...several, ...(one === undefined ? [] : [one])];
  const [first, ...others] = given.length > 0 ? given : keptSecretKeys(resolve(dataDir, 'secret.key'));
  return [toBytes(first as string), ...others.map(toBytes)];
}

/** Keys that survive restarts, one on each line, readable by the service's user only. */
function keptSecretKeys(file: string): string[] {
  if (!existsSync(file)) {
    try {
      writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  chmodSync(file, 0o600);
  const lines = readFileSync(file, 'utf8').split(/\s+/).filter(Boolean);
  if (lines.length > 0 && lines.every((line) => KEY.test(line))) return lines;
  throw new ConfigurationError(`${file}: each line ${KEY_RULE}.`);
}

function toBytes(key: string): Buffer {
  return Buffer.from(key, 'hex');
}

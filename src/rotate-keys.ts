import 'reflect-metadata';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { ConfigurationError, loadConfig } from './config/app-config.js';
import { dataSourceOptions } from './database/data-source-options.js';
import { DatabaseSession } from './database/database-session.js';
import { openReading } from './database/database.module.js';
import { KeyRotation } from './database/key-rotation.js';
import { describe, UNNAMED } from './database/missing-keys.js';
import { SealedCount, SealedValues } from './database/sealed-values.js';
import { KeyRing } from './shared/domain/key-ring.js';
import { SecretBox } from './shared/secrets/secret-box.js';

const USAGE = `Usage: npm run rotate-keys [-- OPTION]

Seals everything in the database anew by the first secret key. Reads the same settings as the service, which may go on.

  --check        only says what other keys have sealed
  --discard ID   gives up for good what the lost key ID has sealed ("${UNNAMED}" for those of before keys had ids)
  --help         this text

Exit code: 0 where the first key has sealed everything, 2 where something is left, 1 where it could not be done.
`;
const UNFINISHED = 2;
const RECORDS = join(import.meta.dirname, 'modules', '**', 'infrastructure', '**', '*.record.{js,ts}');

interface Options {
  readonly check: boolean;
  readonly discard: string | undefined;
}

try {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, discard: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) process.stdout.write(USAGE);
  else process.exitCode = await execute({ check: values.check ?? false, discard: values.discard });
} catch (error) {
  const isExpected = error instanceof ConfigurationError || error instanceof TypeError;
  print(isExpected || !(error instanceof Error) ? String(error) : (error.stack ?? error.message), 'stderr');
  process.exitCode = 1;
}

async function execute(options: Options): Promise<number> {
  const config = loadConfig();
  const ring = KeyRing.of(...config.secretKeys);
  const writing = await new DataSource({ ...dataSourceOptions(config), entities: [RECORDS] }).initialize();
  const reading = await openReading(writing);
  try {
    if (await writing.showMigrations()) {
      throw new ConfigurationError('The database is older than this program: start the service once first.');
    }
    const session = new DatabaseSession(writing, reading);
    const rotation = new KeyRotation(new SealedValues(session, new SecretBox(ring)), ring);
    print(`The keys: ${ring.keys.map(({ id }) => id).join(', ')}; the first seals.`);
    return conclude(await work(rotation, ring, options));
  } finally {
    if (reading !== writing) await reading.destroy();
    await writing.destroy();
  }
}

async function work(rotation: KeyRotation, ring: KeyRing, options: Options): Promise<SealedCount[]> {
  if (options.check) return rotation.left();
  const { discard } = options;
  if (discard !== undefined && ring.find(discard)) {
    throw new ConfigurationError(`The key ${discard} is not lost: it was given.`);
  }
  const left = await rotation.rotate(({ column, resealed, unopened }) =>
    print(`${column}: ${resealed} sealed anew${unopened > 0 ? `, ${unopened} that no key opens` : ''}`),
  );
  if (discard === undefined) return left;
  print(`${await rotation.discard(discard === UNNAMED ? undefined : discard)} values given up.`);
  return rotation.left();
}

function conclude(left: readonly SealedCount[]): number {
  if (left.length === 0) {
    print('The first key has sealed everything: the others are needed no more.');
    return 0;
  }
  print(`Left:\n${describe(left).join('\n')}`);
  return UNFINISHED;
}

function print(line: string, to: 'stdout' | 'stderr' = 'stdout'): void {
  process[to].write(`${line}\n`);
}

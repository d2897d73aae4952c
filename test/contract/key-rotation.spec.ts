import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { KeyRotation } from '../../src/database/key-rotation.js';
import { refuseMissingKeys } from '../../src/database/missing-keys.js';
import { SealedValues } from '../../src/database/sealed-values.js';
import { DelegationRecord } from '../../src/modules/keystone-auth/infrastructure/delegation.record.js';
import { placeOf, PlanRecord } from '../../src/modules/plans/infrastructure/plan.record.js';
import { newId } from '../../src/shared/domain/ids.js';
import { KeyRing } from '../../src/shared/domain/key-ring.js';
import { SecretBox } from '../../src/shared/secrets/secret-box.js';
import { OpenDatabase, openDatabase, ScratchDatabase, scratchDatabase } from '../support/test-database.js';

const [OLD, YOUNG, OTHER] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer];
const MANY = 3_000;

function plan(id: string, repoTokens: string | null): PlanRecord {
  const now = new Date('2026-01-01T00:00:00.123Z');
  return {
    id,
    projectId: 'p',
    userId: 'u',
    name: 'n',
    document: {},
    repoTokens,
    requestDigest: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

describe('the rotation of keys', () => {
  let scratch: ScratchDatabase;
  let database: OpenDatabase;

  beforeAll(async () => {
    scratch = await scratchDatabase();
    database = await openDatabase(scratch, [PlanRecord, DelegationRecord]);
  });

  beforeEach(() => database.session.run(() => database.session.writer.query('DELETE FROM plans')));

  afterAll(async () => {
    await database.close();
    await scratch.drop();
  });

  const valuesOf = (ring: KeyRing) => new SealedValues(database.session, new SecretBox(ring));
  const rotationOf = (ring: KeyRing) => new KeyRotation(valuesOf(ring), ring);

  async function insert(secrets: readonly string[], key: Buffer): Promise<void> {
    const box = new SecretBox(KeyRing.of(key));
    const rows = secrets.map((secret) => {
      const id = newId();
      return plan(id, box.seal(secret, placeOf(id)));
    });
    for (let start = 0; start < rows.length; start += 500) {
      await database.session.run(() =>
        database.session.writer.insert(PlanRecord, rows.slice(start, start + 500)),
      );
    }
  }

  /** What a service of these keys reads, sorted. */
  async function secretsUnder(...keys: [Buffer, ...Buffer[]]): Promise<string[]> {
    const box = new SecretBox(KeyRing.of(...keys));
    const rows = await database.session.manager.find(PlanRecord);
    return rows
      .flatMap(({ id, repoTokens }) => (repoTokens === null ? [] : [box.open(repoTokens, placeOf(id))]))
      .sort();
  }

  it('seals everything by the first key, so that the old one can go', async () => {
    const secrets = Array.from({ length: 250 }, (_, index) => `secret ${String(index).padStart(4, '0')}`);
    await insert(secrets, OLD);
    await database.session.run(() => database.session.writer.insert(PlanRecord, plan(newId(), null)));
    const reports: number[] = [];
    const left = await rotationOf(KeyRing.of(YOUNG, OLD)).rotate(({ resealed }) => reports.push(resealed));
    expect(left).toEqual([]);
    expect(reports).toEqual([100, 200, 250]);
    expect(await secretsUnder(YOUNG)).toEqual(secrets);
  });

  it('does nothing where the first key has sealed everything', async () => {
    await insert(['one', 'two'], YOUNG);
    const before = await database.session.manager.find(PlanRecord);
    const reports: unknown[] = [];
    await rotationOf(KeyRing.of(YOUNG, OLD)).rotate((progress) => reports.push(progress));
    expect(reports).toEqual([]);
    expect(await database.session.manager.find(PlanRecord)).toEqual(before);
  });

  it('leaves alone what others change while it goes on', async () => {
    await insert(Array<string>(600).fill('before'), OLD);
    const rows = await database.session.manager.find(PlanRecord, { select: { id: true } });
    const ring = KeyRing.of(YOUNG, OLD);
    const box = new SecretBox(ring);
    const rotating = rotationOf(ring).rotate(() => undefined);
    for (const { id } of rows.filter((_, index) => index % 3 === 0).reverse()) {
      const repoTokens = box.seal('after', placeOf(id));
      await database.session.run(() => database.session.writer.update(PlanRecord, { id }, { repoTokens }));
    }
    expect(await rotating).toEqual([]);
    const found = await secretsUnder(YOUNG);
    expect([found.filter((secret) => secret === 'after').length, found.length]).toEqual([200, 600]);
  });

  it('goes on past what no key opens, and names that key', async () => {
    await insert(['good'], OLD);
    await insert(['lost', 'lost too'], OTHER);
    const left = await rotationOf(KeyRing.of(YOUNG, OLD)).rotate(() => undefined);
    expect(left).toEqual([{ column: 'plans.repo_tokens', keyId: KeyRing.of(OTHER).first.id, count: 2 }]);
    expect(await secretsUnder(YOUNG, OTHER)).toEqual(['good', 'lost', 'lost too']);
  });

  it('gives up what a lost key sealed when asked to, and nothing else', async () => {
    await insert(['good'], YOUNG);
    await insert(['lost', 'lost too'], OTHER);
    const rotation = rotationOf(KeyRing.of(YOUNG));
    expect(await rotation.discard(KeyRing.of(OTHER).first.id)).toBe(2);
    expect(await rotation.left()).toEqual([]);
    expect(await secretsUnder(YOUNG)).toEqual(['good']);
  });

  it('is needed before a service starts without the old key: it refuses, with the id of what is missing', async () => {
    await insert(['one', 'two'], OLD);
    const start = (...keys: [Buffer, ...Buffer[]]) => {
      const ring = KeyRing.of(...keys);
      return refuseMissingKeys(valuesOf(ring), ring);
    };
    await start(YOUNG, OLD);
    const refused = start(YOUNG);
    await expect(refused).rejects.toThrow(`key ${KeyRing.of(OLD).first.id}: 2 in plans.repo_tokens`);
    await expect(refused).rejects.toThrow('SOLUM_SECRET_KEYS');
    await rotationOf(KeyRing.of(YOUNG, OLD)).rotate(() => undefined);
    await start(YOUNG);
  });

  describe('as a command', () => {
    function command(keys: readonly Buffer[], ...options: string[]): ChildProcess {
      const { databaseUrl, dataDir } = scratch.settings;
      return spawn(
        process.execPath,
        ['--import', './test/support/typescript.mjs', 'src/rotate-keys.ts', ...options],
        {
          env: {
            PATH: process.env.PATH,
            SOLUM_DATA_DIR: dataDir,
            SOLUM_SECRET_KEYS: keys.map((key) => key.toString('hex')).join(','),
            ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
          },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
    }

    async function run(keys: readonly Buffer[], ...options: string[]) {
      const process = command(keys, ...options);
      const lines: string[] = [];
      for (const stream of [process.stdout, process.stderr]) {
        if (stream) createInterface(stream).on('line', (line) => lines.push(line));
      }
      const [code] = (await once(process, 'close')) as [number];
      return { code, lines };
    }

    it('killed in the middle of it, has lost nothing, and goes on when it is begun again', async () => {
      const secrets = Array.from({ length: MANY }, (_, index) => `secret ${String(index).padStart(4, '0')}`);
      await insert(secrets, OLD);
      const first = command([YOUNG, OLD]);
      for await (const line of createInterface({ input: first.stdout as NodeJS.ReadableStream })) {
        if (/: [2-9]00 sealed anew/.test(line)) break;
      }
      first.kill('SIGKILL');
      await once(first, 'close').catch(() => undefined);
      const [{ count = 0 } = {}] = await rotationOf(KeyRing.of(YOUNG, OLD)).left();
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThan(MANY);
      expect(await secretsUnder(YOUNG, OLD)).toEqual(secrets);

      const second = await run([YOUNG, OLD]);
      expect(second).toMatchObject({ code: 0 });
      expect(second.lines).toContain(`plans.repo_tokens: ${count} sealed anew`);
      expect(await secretsUnder(YOUNG)).toEqual(secrets);
    }, 60_000);

    it('only looks where it is asked to, and tells by its exit code that something is left', async () => {
      await insert(['one'], OLD);
      const id = KeyRing.of(OLD).first.id;
      const { code, lines } = await run([YOUNG, OLD], '--check');
      expect([code, lines.at(-1)]).toEqual([2, `key ${id}: 1 in plans.repo_tokens`]);
      expect(await secretsUnder(OLD)).toEqual(['one']);
    }, 30_000);

    it('does not give up what a key sealed that is there', async () => {
      const { code, lines } = await run([YOUNG, OLD], '--discard', KeyRing.of(OLD).first.id);
      expect([code, lines.join()]).toEqual([1, expect.stringContaining('is not lost')]);
    }, 30_000);
  });
});

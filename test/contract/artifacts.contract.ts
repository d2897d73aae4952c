import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CataloguedArtifacts } from '../../src/modules/artifacts/application/catalogued-artifacts.js';
import { TypeOrmArtifactCatalogue } from '../../src/modules/artifacts/infrastructure/typeorm-artifact-catalogue.js';
import { ArtifactCopy, ArtifactFiles } from '../../src/shared/artifacts/artifact-files.js';
import { ArtifactStore } from '../../src/shared/domain/artifact-store.js';
import { SystemClock } from '../../src/shared/domain/clock.js';
import { newId } from '../../src/shared/domain/ids.js';
import { ArtifactRecord } from '../support/artifacts.js';
import { OpenDatabase, openDatabase, ScratchDatabase, scratchDatabase } from '../support/test-database.js';

/** A store that can be looked into from outside. */
export interface StoreUnderTest {
  readonly files: ArtifactFiles;
  /** Changes a byte of everything that lies there. */
  damage(): Promise<void>;
  /** Leaves what a writer that died has written. */
  breakOff(): Promise<void>;
  close(): Promise<void>;
}

const LARGE = 20 * 1024 ** 2;
const SOON = () => new Date(Date.now() + 60_000);
const LONG_AGO = new Date(0);

/** What every store of artifacts does; `open` gives it a directory to work in. */
export function artifactStoreContract(open: (directory: string) => Promise<StoreUnderTest>): void {
  let scratch: ScratchDatabase;
  let database: OpenDatabase;
  let directory: string;
  let under: StoreUnderTest;
  let store: ArtifactStore;

  beforeEach(async () => {
    scratch = await scratchDatabase();
    database = await openDatabase(scratch, [ArtifactRecord]);
    directory = await mkdtemp(join(tmpdir(), 'solum-artifacts-'));
    under = await open(directory);
    store = over(under.files);
  });

  afterEach(async () => {
    await under.close();
    await rm(directory, { recursive: true });
    await database.close();
    await scratch.drop();
  });

  const over = (files: ArtifactFiles): ArtifactStore =>
    new CataloguedArtifacts(
      new TypeOrmArtifactCatalogue(database.session),
      files,
      database.session,
      new SystemClock(),
    );

  async function file(content: string | Buffer, where = directory): Promise<string> {
    const path = join(where, `built-${newId()}`);
    await writeFile(path, content);
    return path;
  }

  async function copies(before = SOON()): Promise<ArtifactCopy[]> {
    const found: ArtifactCopy[] = [];
    for await (const copy of under.files.writtenBefore(before)) found.push(copy);
    return found;
  }

  const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

  describe('a store of artifacts', () => {
    it('names an artifact by the digest of its bytes, takes the file over and gives the same bytes back', async () => {
      const content = randomBytes(300_000);
      const path = await file(content);
      const artifact = await store.put(path, 'slug');
      expect(artifact).toEqual({ id: `sha256:${sha256(content)}`, format: 'slug', size: 300_000 });
      expect(existsSync(path)).toBe(false);
      await expect(store.find(artifact.id)).resolves.toEqual(artifact);
      expect((await buffer(await store.open(artifact.id))).equals(content)).toBe(true);
    });

    it('takes what is larger than one piece, and what is empty', async () => {
      const [large, empty] = [randomBytes(LARGE), Buffer.alloc(0)];
      for (const content of [large, empty]) {
        const { id, size } = await store.put(await file(content), 'oci');
        expect(size).toBe(content.length);
        expect((await buffer(await store.open(id))).equals(content)).toBe(true);
      }
    });

    it('keeps one copy of the same content, also when it is stored several times at once', async () => {
      const paths = await Promise.all([file('same'), file('same'), file('same')]);
      const stored = await Promise.all(paths.map((path) => store.put(path, 'slug')));
      await store.put(await file('same'), 'slug');
      expect(new Set(stored.map(({ id }) => id)).size).toBe(1);
      expect(await copies()).toHaveLength(1);
      expect(paths.filter(existsSync)).toEqual([]);
      expect((await buffer(await store.open(`sha256:${sha256('same')}`))).toString()).toBe('same');
    });

    it('never gives out damaged bytes as whole', async () => {
      const content = randomBytes(200_000);
      const { id } = await store.put(await file(content), 'slug');
      await under.damage();
      await expect(buffer(await store.open(id))).rejects.toMatchObject({ code: 'artifact.damaged' });
    });

    it('stores anew what its files have lost', async () => {
      const { id } = await store.put(await file('lost'), 'slug');
      for (const copy of await copies()) await under.files.remove(copy);
      await expect(store.open(id)).rejects.toMatchObject({ code: 'artifact.not_found' });
      await store.put(await file('lost'), 'slug');
      expect((await buffer(await store.open(id))).toString()).toBe('lost');
    });

    it('finds nothing under an unknown id, and takes no id for a path', async () => {
      const unknown = [`sha256:${'0'.repeat(64)}`, '', 'sha256:..%2f', `sha256:../../${'0'.repeat(58)}`];
      for (const id of [...unknown, `sha256:${'A'.repeat(64)}`, `md5:${'0'.repeat(64)}`]) {
        expect([await store.find(id), await store.use(id)]).toEqual([undefined, undefined]);
        await expect(store.open(id)).rejects.toMatchObject({ kind: 'not_found', code: 'artifact.not_found' });
      }
    });

    it('refuses a link, which could lead to any file of the machine', async () => {
      const link = join(directory, 'link');
      await symlink('/etc/hostname', link);
      await expect(store.put(link, 'slug')).rejects.toMatchObject({ code: 'artifact.not_a_file' });
    });

    it('takes a file over from another file system', async () => {
      const elsewhere = await mkdtemp('/dev/shm/solum-artifacts-');
      const path = await file('far away', elsewhere);
      const { id } = await store.put(path, 'oci');
      expect((await buffer(await store.open(id))).toString()).toBe('far away');
      expect(existsSync(path)).toBe(false);
      await rm(elsewhere, { recursive: true });
    });

    it('lists the copies that were written before a time, however many, and removes one at a time', async () => {
      const texts = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
      for (const text of texts) await store.put(await file(text), 'slug');
      expect(await copies(LONG_AGO)).toEqual([]);
      const found = await copies();
      expect(found.map(({ digest }) => digest).sort()).toEqual(texts.map(sha256).sort());
      const [first, ...others] = found as [ArtifactCopy, ...ArtifactCopy[]];
      await under.files.remove(first);
      await under.files.remove(first);
      expect(new Set(await copies())).toEqual(new Set(others));
    });

    it('shows nothing of what was broken off, and takes it away when it is old', async () => {
      await under.breakOff();
      expect(await copies()).toEqual([]);
      expect(await under.files.removeUnfinished(LONG_AGO)).toBe(0);
      expect(await under.files.removeUnfinished(SOON())).toBe(1);
      expect(await under.files.removeUnfinished(SOON())).toBe(0);
    });
  });
}

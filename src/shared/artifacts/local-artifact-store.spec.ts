import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { LocalArtifactStore } from './local-artifact-store.js';

describe('the local artifact store', () => {
  let directory: string;
  let store: LocalArtifactStore;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'solum-artifacts-'));
    store = new LocalArtifactStore(directory);
  });

  afterEach(() => rm(directory, { recursive: true }));

  async function file(content: string | Buffer, where = directory): Promise<string> {
    const path = join(where, `built-${Math.random()}`);
    await writeFile(path, content);
    return path;
  }

  it('names an artifact by the digest of its bytes and gives the same bytes back', async () => {
    const content = Buffer.alloc(300_000, 'solum');
    const artifact = await store.put(await file(content), 'slug');
    expect(artifact).toEqual({
      id: `sha256:${createHash('sha256').update(content).digest('hex')}`,
      format: 'slug',
      size: 300_000,
    });
    await expect(store.find(artifact.id)).resolves.toEqual(artifact);
    expect(await buffer(await store.open(artifact.id))).toEqual(content);
  });

  it('takes the file over', async () => {
    const path = await file('built');
    await store.put(path, 'slug');
    expect(existsSync(path)).toBe(false);
  });

  it('takes a file over from another file system', async () => {
    const elsewhere = await mkdtemp('/dev/shm/solum-artifacts-');
    const path = await file('far away', elsewhere);
    const { id } = await store.put(path, 'oci');
    expect((await buffer(await store.open(id))).toString()).toBe('far away');
    expect(existsSync(path)).toBe(false);
    await rm(elsewhere, { recursive: true });
  });

  it('keeps one copy of the same content, also when it is stored twice at once', async () => {
    const paths = await Promise.all([file('same'), file('same'), file('same')]);
    const stored = await Promise.all(paths.map((path) => store.put(path, 'slug')));
    expect(new Set(stored.map(({ id }) => id)).size).toBe(1);
    const files = await readdir(join(directory, 'artifacts'), { recursive: true, withFileTypes: true });
    expect(files.filter((entry) => entry.isFile())).toHaveLength(2);
    expect(paths.filter(existsSync)).toEqual([]);
  });

  it('knows what another object stored in the same directory', async () => {
    const artifact = await store.put(await file('kept'), 'oci');
    await expect(new LocalArtifactStore(directory).find(artifact.id)).resolves.toEqual(artifact);
  });

  it('refuses a link, which could lead to any file of the machine', async () => {
    const link = join(directory, 'link');
    await symlink('/etc/hostname', link);
    await expect(store.put(link, 'slug')).rejects.toMatchObject({ code: 'artifact.not_a_file' });
  });

  it('finds nothing under an unknown id', async () => {
    const unknown = `sha256:${'0'.repeat(64)}`;
    await expect(store.find(unknown)).resolves.toBeUndefined();
    await expect(store.open(unknown)).rejects.toMatchObject({
      kind: 'not_found',
      code: 'artifact.not_found',
    });
  });

  it.each([
    '',
    'sha256:..%2f',
    `sha256:../../${'0'.repeat(58)}`,
    `sha256:${'A'.repeat(64)}`,
    `md5:${'0'.repeat(64)}`,
  ])('takes %j for an unknown id, not for a path', async (id) => {
    await expect(store.open(id)).rejects.toMatchObject({ code: 'artifact.not_found' });
  });
});

import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, lstat, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Artifact, ArtifactStore } from '../domain/artifact-store.js';
import { DomainError } from '../domain/domain-error.js';

const ID = /^sha256:([0-9a-f]{64})$/;

/**
 * Artifacts as files `<dataDir>/artifacts/sha256/<first 2 digits>/<digits>`, each with a `<digits>.json` that holds
 * its format and size. The JSON file is written last: an artifact exists when it does, so a crash never leaves half
 * of one. `put` moves the file within a file system and copies it across; a link or a directory is `invalid`
 * (`artifact.not_a_file`).
 */
export class LocalArtifactStore extends ArtifactStore {
  private readonly root: string;

  constructor(dataDir: string) {
    super();
    this.root = join(dataDir, 'artifacts', 'sha256');
  }

  async put(file: string, format: Artifact['format']): Promise<Artifact> {
    const size = await sizeOfPlainFile(file);
    const digest = await sha256(file);
    const path = this.pathOf(digest);
    const artifact: Artifact = { id: `sha256:${digest}`, format, size };
    const known = await this.find(artifact.id);
    if (known) {
      await rm(file);
      return known;
    }
    await mkdir(dirname(path), { recursive: true });
    await takeOver(file, path);
    await writeDurably(`${path}.json`, JSON.stringify({ format, size }));
    return artifact;
  }

  async find(id: string): Promise<Artifact | undefined> {
    const digest = ID.exec(id)?.[1];
    if (!digest) return undefined;
    try {
      const record = await readFile(`${this.pathOf(digest)}.json`, 'utf8');
      const { format, size } = JSON.parse(record) as Pick<Artifact, 'format' | 'size'>;
      return { id, format, size };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async open(id: string): Promise<Readable> {
    const artifact = await this.find(id);
    if (!artifact) throw new DomainError('not_found', 'artifact.not_found', `There is no artifact ${id}.`);
    const file = await open(this.pathOf(id.slice('sha256:'.length)));
    return file.createReadStream();
  }

  private pathOf(digest: string): string {
    return join(this.root, digest.slice(0, 2), digest);
  }
}

/** The file comes from a foreign command, which may have left a link to one of ours in its place. */
async function sizeOfPlainFile(file: string): Promise<number> {
  const found = await lstat(file);
  if (!found.isFile())
    throw new DomainError('invalid', 'artifact.not_a_file', 'An artifact must be a plain file.');
  return found.size;
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Two may take over the same content at once: each puts the same bytes in place. */
async function takeOver(file: string, path: string): Promise<void> {
  await synchronise(file);
  try {
    await rename(file, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const copy = `${path}.${randomUUID()}`;
    await copyFile(file, copy);
    await synchronise(copy);
    await rename(copy, path);
    await rm(file);
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text);
  await synchronise(draft);
  await rename(draft, path);
}

async function synchronise(path: string): Promise<void> {
  const file = await open(path);
  await file.sync().finally(() => file.close());
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

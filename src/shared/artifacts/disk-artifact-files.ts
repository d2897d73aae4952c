import { copyFile, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { ArtifactCopy, ArtifactFiles, copyOfName, nameOfCopy } from './artifact-files.js';

const UNFINISHED = '.part';

/**
 * Artifacts as files `<dataDir>/artifacts/sha256/<first 2 digits>/<digest>.<copy>`. A file is moved there within a file
 * system and copied across.
 */
export class DiskArtifactFiles extends ArtifactFiles {
  private readonly root: string;

  constructor(dataDir: string) {
    super();
    this.root = join(dataDir, 'artifacts', 'sha256');
  }

  async write(file: string, copy: ArtifactCopy): Promise<void> {
    const path = this.pathOf(copy);
    await mkdir(dirname(path), { recursive: true });
    await takeOver(file, path);
    await synchronise(dirname(path));
  }

  has(copy: ArtifactCopy): Promise<boolean> {
    return stat(this.pathOf(copy)).then(
      (found) => found.isFile(),
      (error: unknown) => absent(error, false),
    );
  }

  async read(copy: ArtifactCopy): Promise<Readable | undefined> {
    try {
      return (await open(this.pathOf(copy))).createReadStream();
    } catch (error) {
      return absent(error, undefined);
    }
  }

  async remove(copy: ArtifactCopy): Promise<void> {
    await rm(this.pathOf(copy), { force: true });
    if (copy.copy === '') await rm(`${this.pathOf(copy)}.json`, { force: true });
  }

  async *writtenBefore(before: Date): AsyncIterable<ArtifactCopy> {
    for await (const path of this.files(before)) {
      const copy = copyOfName(path.slice(path.lastIndexOf('/') + 1));
      if (copy) yield copy;
    }
  }

  async removeUnfinished(before: Date): Promise<number> {
    let count = 0;
    for await (const path of this.files(before)) {
      if (!path.endsWith(UNFINISHED)) continue;
      await rm(path, { force: true });
      count += 1;
    }
    return count;
  }

  /** The time of the last change of the file's entry: what built it could set any other. */
  private async *files(before: Date): AsyncIterable<string> {
    for await (const name of entries(this.root))
      for await (const file of entries(join(this.root, name))) {
        const path = join(this.root, name, file);
        const found = await stat(path).catch((error: unknown) => absent(error, undefined));
        if (found?.isFile() && found.ctime < before) yield path;
      }
  }

  private pathOf(copy: ArtifactCopy): string {
    return join(this.root, copy.digest.slice(0, 2), nameOfCopy(copy));
  }
}

async function* entries(directory: string): AsyncIterable<string> {
  const opened = await opendir(directory).catch((error: unknown) => absent(error, []));
  for await (const { name } of opened) yield name;
}

async function takeOver(file: string, path: string): Promise<void> {
  await synchronise(file);
  try {
    await rename(file, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const draft = `${path}${UNFINISHED}`;
    await copyFile(file, draft);
    await synchronise(draft);
    await rename(draft, path);
    await rm(file);
  }
}

async function synchronise(path: string): Promise<void> {
  const file = await open(path);
  await file.sync().finally(() => file.close());
}

function absent<T>(error: unknown, answer: T): T {
  if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return answer;
  throw error;
}

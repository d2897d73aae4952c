import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { unpackSlug } from './unpack-slug.js';

/** Where one revision of an application lives. */
export interface AppDirectory {
  /** The unpacked artifact; the command's working directory and HOME. */
  readonly app: string;
  /** Its TMPDIR. */
  readonly temporary: string;
}

/** The files of stacks: `<dataDir>/stacks/<id>/` with `log` and, for each revision that runs, `revisions/<number>/`. */
export class StackDirectories {
  constructor(private readonly dataDir: string) {}

  logFile(stackId: string): string {
    return join(this.root(stackId), 'log');
  }

  /** The revision's directory, unpacked at the first call; what the application wrote there stays for the next ones. */
  async prepare(
    stackId: string,
    revision: number,
    open: () => Promise<Readable>,
    signal: AbortSignal,
  ): Promise<AppDirectory> {
    const directory = this.revision(stackId, revision);
    const found = { app: join(directory, 'app'), temporary: join(directory, 'tmp') };
    if (existsSync(directory)) return found;
    const draft = `${directory}.part`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(join(draft, 'app'), { recursive: true });
    await mkdir(join(draft, 'tmp'));
    await unpackSlug(await open(), join(draft, 'app'), signal);
    await rename(draft, directory);
    return found;
  }

  async removeRevision(stackId: string, revision: number): Promise<void> {
    const directory = this.revision(stackId, revision);
    await rm(directory, { recursive: true, force: true });
    await rm(`${directory}.part`, { recursive: true, force: true });
  }

  /** What a supervisor that died left behind. */
  async removeAllBut(stackId: string, revision: number | null): Promise<void> {
    const all = await readdir(join(this.root(stackId), 'revisions')).catch(() => []);
    for (const name of all.filter((other) => other !== String(revision))) {
      await rm(join(this.root(stackId), 'revisions', name), { recursive: true, force: true });
    }
  }

  async remove(stackId: string): Promise<void> {
    await rm(this.root(stackId), { recursive: true, force: true });
  }

  private root(stackId: string): string {
    return join(this.dataDir, 'stacks', stackId);
  }

  private revision(stackId: string, revision: number): string {
    return join(this.root(stackId), 'revisions', String(revision));
  }
}

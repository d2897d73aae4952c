import { constants } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SourceRoot } from '../../language-packs/index.js';
import { SourceRoots } from '../domain/source-roots.js';
import { Workspace } from '../domain/workspaces.js';

/** Files of one root that are looked at: the first by name. */
const MOST_FILES = 1_000;
/** What is read of one file. */
const MOST_BYTES = 65_536;

export class DirectorySourceRoots extends SourceRoots {
  of({ source }: Workspace): SourceRoot {
    return new DirectorySourceRoot(source);
  }
}

class DirectorySourceRoot extends SourceRoot {
  constructor(private readonly directory: string) {
    super();
  }

  async names(): Promise<readonly string[]> {
    let found: string[] = [];
    for await (const entry of await opendir(this.directory)) {
      if (entry.isFile()) found.push(entry.name);
      // Of a root with many files the same ones are left, in whatever order the disk lists them.
      if (found.length === 2 * MOST_FILES) found = found.sort().slice(0, MOST_FILES);
    }
    return found.sort().slice(0, MOST_FILES);
  }

  async text(name: string): Promise<string> {
    const path = join(this.directory, basename(name));
    // Neither a link nor a pipe: what lies there may have been changed by a command meanwhile.
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const file = await open(path, flags).catch(() => undefined);
    if (!file) return '';
    try {
      if (!(await file.stat()).isFile()) return '';
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  }
}

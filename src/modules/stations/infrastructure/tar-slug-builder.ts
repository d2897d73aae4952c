import { createReadStream, createWriteStream, Stats } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Header, pack, Pack } from 'tar-stream';
import { Build, BuildRequest, SlugBuilder } from '../domain/image-builders.js';

type EntryHeader = Partial<Header> & Pick<Header, 'name'>;

const EPOCH = new Date(0);

interface Entry {
  /** Relative to the source, with slashes. */
  readonly name: string;
  readonly path: string;
  readonly stat: Stats;
}

/** Packs a tree so that equal trees give equal bytes: no times, owners or modes but the executable bit, one order. */
export class TarSlugBuilder extends SlugBuilder {
  async build({ workspace, log, signal }: BuildRequest): Promise<Build> {
    const file = join(workspace.output, 'slug.tar.gz');
    const archive = pack();
    const gzip = createGzip({ level: 6 });
    try {
      const [entries] = await Promise.all([
        fill(archive, workspace.source, signal),
        pipeline(archive, gzip, new PlainGzipHeader(), createWriteStream(file), { signal }),
      ]);
      log.note(`packed ${entries} files and directories into a slug`);
      return { format: 'slug', file, exitCode: 0 };
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  }
}

/** Answers how many entries there are. Whatever fails destroys the archive, and with it the file's stream. */
async function fill(archive: Pack, directory: string, signal: AbortSignal): Promise<number> {
  let entries = 0;
  try {
    for await (const entry of walk(directory)) {
      signal.throwIfAborted();
      await add(archive, entry);
      entries += 1;
    }
    archive.finalize();
    return entries;
  } catch (error) {
    archive.destroy(error as Error);
    throw error;
  }
}

/** Depth first, names in the order of their code units; links are not followed; `.git` (a file in submodules) is left out. */
async function* walk(directory: string, prefix = ''): AsyncGenerator<Entry> {
  const names = (await readdir(directory)).sort((a, b) => (a < b ? -1 : 1));
  for (const child of names.filter((candidate) => candidate !== '.git')) {
    const name = prefix + child;
    const path = join(directory, child);
    const stat = await lstat(path);
    yield { name, path, stat };
    if (stat.isDirectory()) yield* walk(path, `${name}/`);
  }
}

async function add(archive: Pack, { name, path, stat }: Entry): Promise<void> {
  const common = { name, mtime: EPOCH, uid: 0, gid: 0, uname: '', gname: '' };
  if (stat.isDirectory())
    return addWhole(archive, { ...common, name: `${name}/`, type: 'directory', mode: 0o755 });
  if (stat.isSymbolicLink()) {
    return addWhole(archive, { ...common, type: 'symlink', mode: 0o777, linkname: await readlink(path) });
  }
  if (!stat.isFile()) return;
  const header: EntryHeader = {
    ...common,
    type: 'file',
    mode: stat.mode & 0o100 ? 0o755 : 0o644,
    size: stat.size,
  };
  return addFile(archive, header, path);
}

function addWhole(archive: Pack, header: EntryHeader): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry(header, (error) => (error ? reject(error) : resolve()));
  });
}

function addFile(archive: Pack, header: EntryHeader, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const entry = archive.entry(header, (error) => (error ? reject(error) : resolve()));
    // The end is pinned: a file that still grows must not overrun the size in its header.
    const content = header.size ? createReadStream(path, { end: header.size - 1 }) : [];
    pipeline(content, entry).catch(reject);
  });
}

/** Byte 9 of a gzip file tells the operating system; 255 is "unknown". Node leaves the time (bytes 4-7) zero already. */
class PlainGzipHeader extends Transform {
  private seen = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const index = 9 - this.seen;
    if (index >= 0 && index < chunk.length) chunk[index] = 255;
    this.seen += chunk.length;
    done(null, chunk);
  }
}

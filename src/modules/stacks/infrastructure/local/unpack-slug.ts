import { createWriteStream } from 'node:fs';
import { link, lstat, mkdir, realpath, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Extract, extract, Header } from 'tar-stream';

/** A small archive can unpack to anything. */
const MOST_BYTES = 8 * 1024 ** 3;
const MOST_ENTRIES = 1_000_000;

type Entry = Extract extends AsyncIterable<infer Source> ? Source : never;

/** What is wrong with an archive, for its author. */
export class SlugError extends Error {
  override name = 'SlugError';
}

/**
 * Unpacks a tar.gz into an empty directory. Throws `SlugError` for what is no such archive, for a path or a link that
 * leads outside, for devices, and for more than 8 GiB or a million entries. Symbolic links are made last and all
 * directories first, so that nothing is ever written through a link. Owners and special mode bits are not taken over.
 */
export async function unpackSlug(slug: Readable, directory: string, signal: AbortSignal): Promise<void> {
  const archive = extract();
  const links: Header[] = [];
  const broken = new AbortController();
  const reading = pipeline(slug, createGunzip(), archive, { signal }).catch((error: Error) => {
    broken.abort(error);
    archive.destroy(error);
  });
  try {
    const budget = { bytes: MOST_BYTES, entries: MOST_ENTRIES };
    for await (const entry of archive) {
      spend(budget, entry.header);
      await unpackEntry(entry, directory, links, broken.signal);
    }
    await reading;
    broken.signal.throwIfAborted();
  } catch (error) {
    slug.destroy();
    signal.throwIfAborted();
    throw archiveError(broken.signal.aborted ? broken.signal.reason : error);
  }
  const symbolic = links.filter(({ type }) => type === 'symlink');
  for (const header of links.filter(({ type }) => type === 'link')) await makeHardLink(header, directory);
  for (const header of symbolic) await makeSymbolicLink(header, directory);
  for (const header of symbolic) await refuseWayOut(header.name, directory);
}

function spend(budget: { bytes: number; entries: number }, { size }: Header): void {
  budget.bytes -= size;
  budget.entries -= 1;
  if (budget.bytes < 0 || budget.entries < 0) throw new SlugError('The artifact unpacks to too much.');
}

async function unpackEntry(
  entry: Entry,
  directory: string,
  links: Header[],
  signal: AbortSignal,
): Promise<void> {
  const { header } = entry;
  const path = inside(directory, header.name, header.name);
  if (header.type === 'file' || header.type === 'contiguous-file') {
    await mkdir(dirname(path), { recursive: true });
    const mode = (header.mode & 0o777) | 0o600;
    await pipeline(entry, createWriteStream(path, { mode }), { signal });
    return;
  }
  if (header.type === 'directory') await mkdir(path, { recursive: true });
  else if (header.type === 'symlink' || header.type === 'link') {
    await mkdir(dirname(path), { recursive: true });
    links.push(header);
  } else throw new SlugError(`"${header.name}" is a ${header.type}, which a slug may not hold.`);
  entry.resume();
}

async function makeHardLink({ name, linkname }: Header, directory: string): Promise<void> {
  const aim = inside(directory, linkname, name);
  const isFile = await lstat(aim).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) throw new SlugError(`"${name}" is a link to what is no file.`);
  await link(aim, inside(directory, name, name));
}

async function makeSymbolicLink({ name, linkname }: Header, directory: string): Promise<void> {
  const path = inside(directory, name, name);
  if (isAbsolute(linkname)) outside(name);
  inside(directory, relative(directory, join(dirname(path), linkname)), name);
  await symlink(linkname, path);
}

/** Links that each stay inside may lead outside together; what leads nowhere is harmless. */
async function refuseWayOut(name: string, directory: string): Promise<void> {
  const aim = await realpath(join(directory, name)).catch(() => undefined);
  if (aim !== undefined) inside(directory, relative(await realpath(directory), aim), name);
}

function inside(directory: string, path: string, entry: string): string {
  const plain = normalize(path);
  if (isAbsolute(plain) || plain === '..' || plain.startsWith(`..${sep}`) || plain.includes('\0'))
    outside(entry);
  return join(directory, plain);
}

function outside(entry: string): never {
  throw new SlugError(`"${entry}" leads out of the artifact.`);
}

/** A broken archive is its author's matter, a full disk is not. */
function archiveError(error: unknown): unknown {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const isArchive = code.startsWith('Z_') || /tar|Unexpected end of data/i.test(message);
  return isArchive && !(error instanceof SlugError)
    ? new SlugError(`The artifact is no tar.gz archive: ${message}`)
    : error;
}

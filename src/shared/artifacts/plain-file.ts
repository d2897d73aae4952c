import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '../domain/domain-error.js';

/**
 * Size and SHA-256 of a file. It comes from a foreign command, which may have left a link to one of ours in its place: a link
 * or a directory is `invalid` (`artifact.not_a_file`).
 */
export async function measurePlainFile(file: string): Promise<{ size: number; digest: string }> {
  const found = await lstat(file);
  if (!found.isFile())
    throw new DomainError('invalid', 'artifact.not_a_file', 'An artifact must be a plain file.');
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return { size: found.size, digest: hash.digest('hex') };
}

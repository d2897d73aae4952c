import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'solum-trial-';
/** Longer than any trial takes. */
const ABANDONED_MS = 3_600_000;

/** A directory for trying a tool out; takes away those that killed processes have left, as far as it may. */
export async function makeTrialDirectory(parent = tmpdir(), now = new Date()): Promise<string> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const left = join(parent, name);
    const found = await stat(left).catch(() => undefined);
    if (found && now.getTime() - found.mtimeMs > ABANDONED_MS)
      await rm(left, { recursive: true, force: true }).catch(() => undefined);
  }
  return mkdtemp(join(parent, PREFIX));
}

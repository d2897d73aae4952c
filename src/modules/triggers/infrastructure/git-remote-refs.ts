import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { parseSourceAddress } from '../../../shared/domain/source-address.js';
import { GIT_OPTIONS, type GitDirectories, gitEnvironment } from '../../../shared/git/git-environment.js';
import { detectSandbox } from '../../../shared/process/sandbox.js';
import { spawnGroup } from '../../../shared/process/spawn-group.js';
import { type RemoteRef, RemoteRefs } from '../domain/remote-refs.js';

const TIMEOUT_MS = 60_000;
const GRACE_MS = 500;
const MOST_BYTES = 16_777_216;
const LINE = /^([0-9a-f]{40}|[0-9a-f]{64})\t(refs\/(?:heads|tags)\/.+?)(\^\{\})?$/;

/** `git ls-remote`, as our own program: without a sandbox, in a group of its own, with nothing of the service's environment. */
export class GitRemoteRefs extends RemoteRefs {
  constructor(
    private readonly protocols: readonly string[],
    private readonly dataDir: string,
  ) {
    super();
  }

  async list(href: string, token: string | null): Promise<ReadonlyMap<string, RemoteRef>> {
    const address = parseSourceAddress(href, this.protocols);
    const directories = await this.makeDirectories();
    try {
      const env = await gitEnvironment(address, { workspace: directories, token, protocols: this.protocols });
      return refsIn(await listed(href, directories.home, env));
    } finally {
      await rm(directories.root, { recursive: true, force: true });
    }
  }

  private async makeDirectories(): Promise<GitDirectories> {
    const polls = join(this.dataDir, 'polls');
    await mkdir(polls, { recursive: true, mode: 0o700 });
    const root = await mkdtemp(join(polls, 'poll-'));
    const directories = { root, home: join(root, 'home'), temporary: join(root, 'tmp') };
    for (const path of [directories.home, directories.temporary]) await mkdir(path, { mode: 0o700 });
    return directories;
  }
}

async function listed(href: string, cwd: string, env: Record<string, string>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const group = spawnGroup({
    command: ['git', ...GIT_OPTIONS, 'ls-remote', '--quiet', '--heads', '--tags', '--', href],
    cwd,
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', ...env },
    writable: [],
    network: true,
    sandbox: await detectSandbox('none'),
    onOutput: (chunk) => {
      bytes += chunk.length;
      if (bytes <= MOST_BYTES) chunks.push(chunk);
      else void group.kill(0);
    },
  });
  const timer = setTimeout(() => void group.kill(GRACE_MS), TIMEOUT_MS);
  const { code } = await group.exit;
  clearTimeout(timer);
  await group.kill(0);
  if (code === 0 && bytes <= MOST_BYTES) return Buffer.concat(chunks).toString();
  const why = bytes > MOST_BYTES ? 'it has too many refs' : 'its host did not answer, or refused';
  throw new DomainError('unavailable', 'source.unavailable', `The repository cannot be read: ${why}.`);
}

/** An annotated tag has a second line, with the commit that it is of. */
function refsIn(text: string): Map<string, RemoteRef> {
  const refs = new Map<string, RemoteRef>();
  for (const line of text.split('\n')) {
    const [, hash, ref, peeled] = LINE.exec(line) ?? [];
    if (hash === undefined || ref === undefined) continue;
    refs.set(ref, { commit: hash, tag: peeled === undefined ? null : (refs.get(ref)?.commit ?? null) });
  }
  return refs;
}

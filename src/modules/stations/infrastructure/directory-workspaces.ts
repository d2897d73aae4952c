import { chmod, mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { endGroup, GroupIdentity } from '../../../shared/process/process-group.js';
import { Job } from '../domain/job.js';
import { Workspace, Workspaces } from '../domain/workspaces.js';

/** Group files lie beside the commands' directories, where no command can write. */
const GROUPS = 'groups';

/** `<data directory>/workspaces/<job>/<attempt>/…` */
export class DirectoryWorkspaces extends Workspaces {
  private readonly directory: string;

  constructor(dataDir: string) {
    super();
    this.directory = join(dataDir, 'workspaces');
  }

  async prepare(job: Job): Promise<Workspace> {
    await this.clean(job.id);
    return makeWorkspace(join(this.directory, job.id, String(job.attempt)));
  }

  async remove({ root }: Workspace): Promise<void> {
    await removeAttempt(root);
    await rmdir(dirname(root)).catch(() => undefined);
  }

  list(): Promise<string[]> {
    return entries(this.directory);
  }

  async clean(jobId: string): Promise<void> {
    const directory = join(this.directory, basename(jobId));
    for (const attempt of await entries(directory)) await removeAttempt(join(directory, attempt));
    await rm(directory, { recursive: true, force: true });
  }
}

export async function makeWorkspace(root: string): Promise<Workspace> {
  const workspace = {
    root,
    source: join(root, 'source'),
    home: join(root, 'home'),
    temporary: join(root, 'tmp'),
    output: join(root, 'output'),
  };
  for (const path of [...Object.values(workspace), join(root, GROUPS)]) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  }
  return workspace;
}

/** Keeps what is needed to find a process group again after this service was killed; answers how to forget it. */
export async function rememberGroup(
  { root }: Workspace,
  identity: GroupIdentity,
): Promise<() => Promise<void>> {
  const { pid, startTime, mark } = identity;
  const file = join(root, GROUPS, mark);
  await writeFile(file, JSON.stringify({ pid, startTime, mark }));
  return () => rm(file, { force: true });
}

async function removeAttempt(root: string): Promise<void> {
  for (const file of await entries(join(root, GROUPS))) {
    const text = await readFile(join(root, GROUPS, file), 'utf8').catch(() => '');
    // A crash between creating and writing leaves an empty file; the mark is its name, but the leader is unknown.
    await endGroup(text ? (JSON.parse(text) as GroupIdentity) : { pid: 0, startTime: '', mark: file }, 0);
  }
  // Builds make read-only directories; they are opened before they are removed.
  await rm(root, { recursive: true, force: true, maxRetries: 3 }).catch(async () => {
    await open(root);
    await rm(root, { recursive: true, force: true, maxRetries: 3 });
  });
}

async function open(directory: string): Promise<void> {
  await chmod(directory, 0o700).catch(() => undefined);
  const found = await readdir(directory, { withFileTypes: true }).catch(() => []);
  for (const entry of found) if (entry.isDirectory()) await open(join(directory, entry.name));
}

async function entries(directory: string): Promise<string[]> {
  return readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

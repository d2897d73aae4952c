import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { JobLog } from '../domain/job-logs.js';
import { Stop } from '../domain/stop.js';
import { Workspace } from '../domain/workspaces.js';
import { makeWorkspace } from './directory-workspaces.js';
import { TarSlugBuilder } from './tar-slug-builder.js';

const execute = promisify(execFile);
const log: JobLog = { write: () => undefined, note: () => undefined, close: async () => 0 };

describe('a slug', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'solum-slug-'));
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function tree(name: string, files: readonly string[]): Promise<Workspace> {
    const workspace = await makeWorkspace(join(directory, name));
    const { source } = workspace;
    await mkdir(join(source, 'dir/empty'), { recursive: true });
    for (const file of files) await writeFile(join(source, file), `content of ${file}`);
    return workspace;
  }

  async function built(workspace: Workspace, signal = new AbortController().signal): Promise<string> {
    const build = await new TarSlugBuilder().build({ workspace, name: 'app', commit: 'abc', log, signal });
    expect(build).toMatchObject({ format: 'slug', exitCode: 0 });
    return build.file ?? '';
  }

  const digest = async (file: string) =>
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex');

  it('has the same bytes whatever the order, times and modes of the files were', async () => {
    const one = await tree('one', ['a', 'b', 'dir/c']);
    const two = await tree('two', ['dir/c', 'b', 'a']);
    await utimes(join(two.source, 'a'), 1, 1);
    await chmod(join(two.source, 'b'), 0o600);
    await chmod(join(two.source, 'dir'), 0o700);
    await mkdir(join(two.source, '.git'));
    await writeFile(join(two.source, '.git/config'), 'noise');
    expect(await digest(await built(one))).toBe(await digest(await built(two)));
  });

  it('has other bytes when a content, a name or an executable bit is another', async () => {
    const same = await digest(await built(await tree('same', ['a'])));
    const renamed = await digest(await built(await tree('renamed', ['b'])));
    const executable = await tree('executable', ['a']);
    await chmod(join(executable.source, 'a'), 0o755);
    expect(new Set([same, renamed, await digest(await built(executable))]).size).toBe(3);
  });

  it('unpacks with tar to the same tree, links unfollowed, long names whole, without .git', async () => {
    const workspace = await tree('tree', ['plain', 'dir/deep']);
    const { source } = workspace;
    const long = `${'n'.repeat(200)}/${'m'.repeat(100)}`;
    await mkdir(join(source, 'n'.repeat(200)));
    await writeFile(join(source, long), 'long');
    await writeFile(join(source, 'größe'), 'ü');
    await writeFile(join(source, 'empty'), '');
    await writeFile(join(source, 'run'), '#!/bin/sh\n');
    await chmod(join(source, 'run'), 0o755);
    await symlink('/etc/passwd', join(source, 'outside'));
    await mkdir(join(source, 'dir/sub'));
    await writeFile(join(source, 'dir/sub/.git'), 'gitdir: ../../.git/modules/sub');
    await execute('mkfifo', [join(source, 'pipe')]);
    const unpacked = join(directory, 'unpacked');
    await mkdir(unpacked);
    await execute('tar', ['xzf', await built(workspace), '-C', unpacked]);
    await rm(join(source, 'pipe'));
    await rm(join(source, 'dir/sub/.git'));
    await execute('diff', ['-r', '--no-dereference', source, unpacked]);
    const { stdout } = await execute('stat', ['-c', '%A %F', 'run', 'plain', 'outside'], { cwd: unpacked });
    expect(stdout).toBe('-rwxr-xr-x regular file\n-rw-r--r-- regular file\nlrwxrwxrwx symbolic link\n');
  });

  it('has a gzip header that tells neither time nor machine', async () => {
    const file = await readFile(await built(await tree('header', ['a'])));
    expect([...file.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  });

  it('holds a file larger than one buffer', async () => {
    const workspace = await tree('large', []);
    await writeFile(join(workspace.source, 'large'), Buffer.alloc(3_000_001, 'x'));
    const { stdout } = await execute('tar', ['tzvf', await built(workspace)]);
    expect(stdout).toMatch(/3000001 .*large/);
  });

  it('is not built further when the attempt is stopped', async () => {
    const workspace = await tree('stopped', ['a']);
    const stop = new AbortController();
    stop.abort(new Stop('timeout', 'too long'));
    await expect(built(workspace, stop.signal)).rejects.toMatchObject({ reason: 'timeout' });
  });

  it('fails with the name of the file that cannot be written', async () => {
    const workspace = await tree('unwritable', ['a']);
    await rm(workspace.output, { recursive: true });
    await expect(built(workspace)).rejects.toThrow('slug.tar.gz');
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceRoot } from '../../language-packs/index.js';
import { DirectorySourceRoots } from './directory-source-roots.js';
import { makeWorkspace } from './directory-workspaces.js';

describe('the root of a checked out source', () => {
  let directory: string;
  let source: string;
  let root: SourceRoot;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'solum-root-'));
    const workspace = await makeWorkspace(join(directory, 'workspace'));
    source = workspace.source;
    root = new DirectorySourceRoots().of(workspace);
    await writeFile(join(directory, 'secret'), 'of the machine');
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('has its plain files, and neither directories, links nor pipes', async () => {
    await writeFile(join(source, 'go.mod'), 'module a');
    await mkdir(join(source, 'pom.xml'));
    await symlink(join(directory, 'secret'), join(source, 'package.json'));
    await symlink('go.mod', join(source, 'Gemfile'));
    execFileSync('mkfifo', [join(source, 'Cargo.toml')]);
    expect(await root.names()).toEqual(['go.mod']);
  });

  it('reads through no link, waits for no pipe, and leads to nothing beside it', async () => {
    await symlink(join(directory, 'secret'), join(source, 'package.json'));
    execFileSync('mkfifo', [join(source, 'pipe')]);
    for (const name of ['package.json', 'pipe', '../../secret', 'nowhere', '..'])
      expect([name, await root.text(name)]).toEqual([name, '']);
  });

  it('reads the first 64 KiB of a file', async () => {
    await writeFile(join(source, 'package.json'), `${'a'.repeat(65_536)}b`);
    expect(await root.text('package.json')).toBe('a'.repeat(65_536));
  });

  it('looks at the first thousand files by name', async () => {
    const names = Array.from({ length: 2_500 }, (_, index) => `f${index + 10_000}`);
    await Promise.all(names.toReversed().map((name) => writeFile(join(source, name), '')));
    expect(await root.names()).toEqual(names.slice(0, 1_000));
  });
});

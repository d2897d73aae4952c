import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { detectSandbox } from '../../../shared/process/sandbox.js';
import { JobLog } from '../domain/job-logs.js';
import { Workspace } from '../domain/workspaces.js';
import { CONTAINER_TOOLS, ContainerTool } from './container-tools.js';
import { makeWorkspace } from './directory-workspaces.js';
import { ToolContainerBuilder } from './tool-container-builder.js';

const execute = promisify(execFile);
const sandbox = () => detectSandbox('none');

describe('container builds', () => {
  let directory: string;
  let workspace: Workspace;
  let output: string;

  const log: JobLog = {
    write: (chunk) => void (output += chunk.toString()),
    note: (line) => void (output += `${line}\n`),
    close: async () => 0,
  };
  const request = () => ({
    workspace,
    name: 'app',
    commit: 'abcdef0123456789',
    log,
    signal: new AbortController().signal,
  });

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'solum-container-'));
    workspace = await makeWorkspace(join(directory, 'work'));
    output = '';
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  /** A tool of the test's own: a script that is given the order's file as its only argument. */
  async function tool(name: string, script: string): Promise<ContainerTool> {
    const program = join(directory, name);
    await writeFile(program, `#!/bin/sh\n${script}\n`);
    await chmod(program, 0o755);
    return { name, commands: ({ file }) => [[program, file]], cleanUp: () => [] };
  }

  it('prefers a Containerfile to a Dockerfile, and takes no link and no directory for one', async () => {
    const builder = new ToolContainerBuilder(sandbox, []);
    expect(await builder.recipe(workspace)).toBeUndefined();
    await symlink('/etc/passwd', join(workspace.source, 'Containerfile'));
    await mkdir(join(workspace.source, 'Dockerfile'));
    expect(await builder.recipe(workspace)).toBeUndefined();
    await rm(join(workspace.source, 'Dockerfile'), { recursive: true });
    await writeFile(join(workspace.source, 'Dockerfile'), 'FROM scratch');
    expect(await builder.recipe(workspace)).toBe('Dockerfile');
    await rm(join(workspace.source, 'Containerfile'));
    await writeFile(join(workspace.source, 'Containerfile'), 'FROM scratch');
    expect(await builder.recipe(workspace)).toBe('Containerfile');
  });

  it('uses the first tool that builds a trial image, not the first that is installed', async () => {
    const broken = await tool('broken', 'echo no daemon; exit 1');
    const absent: ContainerTool = {
      name: 'absent',
      commands: () => [['/nowhere/absent']],
      cleanUp: () => [],
    };
    const good = await tool('good', 'echo image > "$1"');
    expect(await new ToolContainerBuilder(sandbox, [absent, broken, good]).tool()).toBe('good');
    expect(await new ToolContainerBuilder(sandbox, [absent, broken]).tool()).toBeUndefined();
  });

  it('reports the exit code of a build that fails, with the tool’s words in the log', async () => {
    await writeFile(join(workspace.source, 'Containerfile'), 'FROM scratch');
    const once = join(directory, 'tried');
    const moody = await tool(
      'moody',
      `[ -e ${once} ] && { echo no space left; exit 125; }; touch ${once}; echo > "$1"`,
    );
    const build = await new ToolContainerBuilder(sandbox, [moody]).build(request());
    expect(build).toEqual({ format: 'oci', file: undefined, exitCode: 125 });
    expect(output).toContain('no space left');
  });

  it('builds an OCI archive with the installed tool', async () => {
    await writeFile(
      join(workspace.source, 'Containerfile'),
      'FROM scratch\nCOPY hello /hello\nCMD ["/hello"]\n',
    );
    await writeFile(join(workspace.source, 'hello'), 'hello');
    const build = await new ToolContainerBuilder(sandbox).build(request());
    expect(build).toMatchObject({ format: 'oci', exitCode: 0 });
    const { stdout } = await execute('tar', ['tf', build.file ?? '']);
    expect(stdout).toMatch(/index\.json|manifest\.json/);
  });

  it('fails where the recipe is wrong', async () => {
    await writeFile(join(workspace.source, 'Containerfile'), 'FROM scratch\nCOPY absent /\n');
    const build = await new ToolContainerBuilder(sandbox).build(request());
    expect(build.file).toBeUndefined();
    expect(build.exitCode).not.toBe(0);
    expect(output).toContain('absent');
  });

  it('knows buildah, podman and docker', () => {
    expect(CONTAINER_TOOLS.map(({ name }) => name)).toEqual(['buildah', 'podman', 'docker']);
  });
});

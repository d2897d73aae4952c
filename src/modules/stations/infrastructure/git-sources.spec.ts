import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { detectSandbox } from '../../../shared/process/sandbox.js';
import { JobLog } from '../domain/job-logs.js';
import { SourceRequest } from '../domain/sources.js';
import { Stop } from '../domain/stop.js';
import { Workspace } from '../domain/workspaces.js';
import { makeWorkspace } from './directory-workspaces.js';
import { GitSources } from './git-sources.js';

const execute = promisify(execFile);

describe('sources by git', () => {
  let directory: string;
  let repository: string;
  let workspace: Workspace;
  let output: string;

  const log: JobLog = {
    write: (chunk) => void (output += chunk.toString()),
    note: (line) => void (output += `${line}\n`),
    close: async () => 0,
  };
  const sandbox = () => detectSandbox('none');
  const sources = (...protocols: string[]) => new GitSources(protocols, sandbox);
  const checkout = (
    source: SourceRequest,
    from = sources('file'),
    token: string | null = null,
    signal?: AbortSignal,
  ) => from.checkout(source, { workspace, token, log, signal: signal ?? new AbortController().signal });

  async function git(where: string, ...args: string[]): Promise<string> {
    const env = {
      PATH: process.env.PATH,
      HOME: directory,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@example.org',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@example.org',
    };
    return (await execute('git', ['-C', where, ...args], { env })).stdout.trim();
  }

  async function commit(where: string, name: string, content: string): Promise<string> {
    await writeFile(join(where, name), content);
    await git(where, 'add', '.');
    await git(where, 'commit', '-qm', `add ${name}`);
    return git(where, 'rev-parse', 'HEAD');
  }

  async function newRepository(name: string): Promise<string> {
    const path = join(directory, name);
    await mkdir(path);
    await git(path, 'init', '-q', '-b', 'trunk');
    return path;
  }

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'solum-git-'));
    repository = await newRepository('origin');
    workspace = await makeWorkspace(join(directory, 'work'));
    output = '';
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  const files = async () => (await readdir(workspace.source)).filter((name) => name !== '.git').sort();

  it('gives the commit asked for, although the branch has moved on, and fetches no more than that', async () => {
    const first = await commit(repository, 'one', '1');
    await commit(repository, 'two', '2');
    await expect(checkout({ href: repository, ref: 'trunk', commit: first })).resolves.toEqual({
      commit: first,
      ref: 'trunk',
    });
    expect(await files()).toEqual(['one']);
    expect(await git(workspace.source, 'rev-list', '--all', '--count').catch(() => '1')).toBe('1');
  });

  it('gives the head of the default branch where nothing is asked for', async () => {
    await commit(repository, 'one', '1');
    const head = await commit(repository, 'two', '2');
    await expect(checkout({ href: `file://${repository}` })).resolves.toEqual({ commit: head, ref: null });
    expect(await files()).toEqual(['one', 'two']);
  });

  it('gives the head of a branch, a tag and a full ref', async () => {
    const tagged = await commit(repository, 'one', '1');
    await git(repository, 'tag', '-a', 'v1', '-m', 'one');
    await git(repository, 'checkout', '-qb', 'feature/x');
    const feature = await commit(repository, 'two', '2');
    for (const [ref, expected] of [
      ['feature/x', feature],
      ['refs/heads/feature/x', feature],
      ['v1', tagged],
    ] as const) {
      workspace = await makeWorkspace(join(directory, `work-${expected}-${ref.length}`));
      await expect(checkout({ href: repository, ref })).resolves.toEqual({ commit: expected, ref });
    }
  });

  it('finds an abbreviated commit', async () => {
    const first = await commit(repository, 'one', '1');
    await commit(repository, 'two', '2');
    await expect(
      checkout({ href: repository, commit: first.slice(0, 8).toUpperCase() }),
    ).resolves.toMatchObject({ commit: first });
  });

  it('fetches the whole repository where the host gives out no bare commits', async () => {
    const first = await commit(repository, 'one', '1');
    await commit(repository, 'two', '2');
    const bin = join(directory, 'bin');
    await mkdir(bin);
    const { stdout } = await execute('sh', ['-c', 'command -v git']);
    // A git that refuses bare commits as hosts with uploadpack.allowAnySHA1InWant=false do.
    const script = `#!/bin/sh\ncase "$*" in *fetch*--depth=1*${first}*) exit 128;; esac\nexec ${stdout.trim()} "$@"\n`;
    await writeFile(join(bin, 'git'), script);
    await chmod(join(bin, 'git'), 0o755);
    const path = process.env.PATH;
    process.env.PATH = `${bin}:${path}`;
    try {
      await expect(checkout({ href: repository, commit: first })).resolves.toMatchObject({ commit: first });
    } finally {
      process.env.PATH = path;
    }
    expect(await files()).toEqual(['one']);
  });

  it('says what is missing: the commit, the ref, the default branch, the repository', async () => {
    const wanting = async (source: Omit<SourceRequest, 'href'>, href = repository) => {
      workspace = await makeWorkspace(await mkdtemp(join(directory, 'work-')));
      return checkout({ href, ...source });
    };
    await expect(wanting({})).rejects.toMatchObject({
      kind: 'not_found',
      message: 'The repository has no default branch.',
    });
    await commit(repository, 'one', '1');
    await expect(wanting({ commit: 'a'.repeat(40) })).rejects.toMatchObject({
      code: 'source.not_found',
      message: expect.stringContaining('no commit aaa'),
    });
    await expect(wanting({ ref: 'nowhere' })).rejects.toMatchObject({
      code: 'source.not_found',
      message: expect.stringContaining('"nowhere"'),
    });
    await expect(wanting({}, join(directory, 'absent'))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'source.unavailable',
    });
  });

  it('runs nothing of the repository: no hook, no filter of its attributes', async () => {
    const proof = join(directory, 'proof');
    await writeFile(join(repository, '.gitattributes'), '* filter=evil\n');
    await commit(repository, 'one', '1');
    await writeFile(join(repository, '.git/hooks/post-checkout'), `#!/bin/sh\ntouch ${proof}\n`);
    await chmod(join(repository, '.git/hooks/post-checkout'), 0o755);
    await git(repository, 'config', 'filter.evil.smudge', `touch ${proof}`);
    await checkout({ href: repository });
    expect(await readdir(directory)).not.toContain('proof');
  });

  it('reads no configuration but its own', async () => {
    await commit(repository, 'one', '1');
    await writeFile(join(workspace.home, '.gitconfig'), '[url "file:///nowhere/"]\n  insteadOf = /\n');
    await expect(checkout({ href: repository })).resolves.toMatchObject({ ref: null });
  });

  it('refuses an address before git is asked', async () => {
    await expect(checkout({ href: 'ext::sh -c date' })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'source.refused',
    });
    await expect(checkout({ href: repository }, sources('https'))).rejects.toMatchObject({
      code: 'source.refused',
    });
    expect(await readdir(workspace.source)).toEqual([]);
  });

  it('checks out submodules, and refuses one at a protocol that is not allowed', async () => {
    const library = await newRepository('library');
    await commit(library, 'lib', 'l');
    await commit(repository, 'one', '1');
    await git(
      repository,
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      library,
      'library',
    );
    await git(repository, 'commit', '-qm', 'add library');
    await checkout({ href: repository });
    expect(await readFile(join(workspace.source, 'library/lib'), 'utf8')).toBe('l');

    await git(
      repository,
      'config',
      '-f',
      '.gitmodules',
      'submodule.library.url',
      'ext::sh -c "touch /tmp/solum-owned"',
    );
    await git(repository, 'commit', '-qam', 'evil');
    workspace = await makeWorkspace(join(directory, 'again'));
    await expect(checkout({ href: repository })).rejects.toMatchObject({ code: 'source.unavailable' });
    expect(await readdir('/tmp')).not.toContain('solum-owned');
  });

  it('ends git when it is told to stop', async () => {
    const hanging = await listening((_request) => undefined);
    const controller = new AbortController();
    hanging.once('request', () => controller.abort(new Stop('cancelled', 'enough')));
    const href = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}/a.git`;
    await expect(checkout({ href }, sources('http'), null, controller.signal)).rejects.toMatchObject({
      reason: 'cancelled',
    });
    await closed(hanging);
  });

  describe('with a token', () => {
    const TOKEN = 'ghp_t0k3n+with/odd=characters';
    let asked: { host: string | undefined; authorization: string | undefined }[];
    let server: Server;
    let href: string;

    beforeEach(async () => {
      asked = [];
      await commit(repository, 'one', '1');
      await git(repository, 'update-server-info');
      server = await listening(async (request, answer) => {
        const { authorization, host } = request.headers;
        asked.push({ host, authorization });
        if (!authorization) return answer(401, '', { 'WWW-Authenticate': 'Basic realm="git"' });
        const path = (request.url ?? '').replace(/\?.*/, '').replace('/a.git/', '');
        const content = await readFile(join(repository, '.git', path)).catch(() => undefined);
        return content ? answer(200, content) : answer(404, '');
      });
      href = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.git`;
    });

    afterEach(() => closed(server));

    it('sends it to the host that asks, and leaves it nowhere', async () => {
      // The plain protocol of this server knows no shallow fetch, and a commit only by its branch.
      const head = await git(repository, 'rev-parse', 'HEAD');
      await checkout({ href, commit: head.slice(0, 10) }, sources('http'), TOKEN);
      const expected = `Basic ${Buffer.from(`x-access-token:${TOKEN}`).toString('base64')}`;
      expect(asked.some(({ authorization }) => authorization === expected)).toBe(true);
      expect(output).not.toContain(TOKEN);
      const left = await execute('grep', ['-rlF', TOKEN, workspace.root]).catch(() => ({ stdout: '' }));
      expect(left.stdout).toBe('');
    });

    it('sends it to no other host, although a submodule asks for it', async () => {
      const { port } = server.address() as AddressInfo;
      const elsewhere = `http://x-access-token@localhost:${port}/a.git`;
      await git(repository, 'config', '-f', '.gitmodules', 'submodule.s.path', 's');
      await git(repository, 'config', '-f', '.gitmodules', 'submodule.s.url', elsewhere);
      const head = await git(repository, 'rev-parse', 'HEAD');
      await git(repository, 'update-index', '--add', '--cacheinfo', `160000,${head},s`);
      await git(repository, 'add', '.gitmodules');
      await git(repository, 'commit', '-qm', 's');
      await git(repository, 'update-server-info');
      const tip = await git(repository, 'rev-parse', 'HEAD');
      await expect(
        checkout({ href, commit: tip.slice(0, 10) }, sources('http'), TOKEN),
      ).rejects.toMatchObject({
        code: 'source.unavailable',
      });
      const told = (where: string) =>
        asked
          .filter(({ host }) => host?.startsWith(where))
          .map(({ authorization }) =>
            Buffer.from(authorization?.slice('Basic '.length) ?? '', 'base64').toString(),
          )
          .filter((credentials) => credentials.includes(TOKEN));
      expect(told('127.0.0.1').length).toBeGreaterThan(0);
      expect(told('localhost')).toEqual([]);
      expect(asked.some(({ host }) => host?.startsWith('localhost'))).toBe(true);
    });
  });
});

type Answer = (status: number, body: string | Buffer, headers?: Record<string, string>) => void;

function listening(handle: (request: IncomingMessage, answer: Answer) => unknown): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((request, response) => {
      void handle(request, (status, body, headers = {}) => response.writeHead(status, headers).end(body));
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

import { DomainError } from '../../../shared/domain/domain-error.js';
import { Sandbox } from '../../../shared/process/sandbox.js';
import { CommandEnd } from '../domain/commands.js';
import { parseSourceAddress } from '../../../shared/domain/source-address.js';
import { Checkout, CheckoutOptions, SourceRequest, Sources } from '../domain/sources.js';
import { GIT_OPTIONS, gitEnvironment } from '../../../shared/git/git-environment.js';
import { runGroup } from './run-group.js';

const ALL_REFS = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];
const SHALLOW = ['--depth=1', '--no-tags'];
const FULL_ID = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/** Bound to one checkout: runs git there and answers how it ended. */
interface Git {
  /** `quiet` keeps the output out of the log. */
  run(args: readonly string[], quiet?: boolean): Promise<CommandEnd & { readonly output: string }>;
}

/**
 * The git command line. It runs outside of the sandbox (it is our own program, it may need the service's ssh keys), but
 * as a group of its own that is ended with the attempt.
 */
export class GitSources extends Sources {
  constructor(
    private readonly protocols: readonly string[],
    private readonly sandbox: () => Promise<Sandbox>,
  ) {
    super();
  }

  async checkout(source: SourceRequest, options: CheckoutOptions): Promise<Checkout> {
    const address = parseSourceAddress(source.href, this.protocols);
    const env = await gitEnvironment(address, { ...options, protocols: this.protocols });
    const git = await this.git(options, env);
    const wanted = source.commit?.toLowerCase() ?? source.ref ?? 'HEAD';
    options.log.note(`fetching ${wanted} of ${source.href}`);
    await succeed(git, ['init', '--quiet', '.']);
    await succeed(git, ['remote', 'add', '--', 'origin', source.href]);
    const revision = await fetchRevision(git, source);
    await succeed(git, ['checkout', '--quiet', '--force', '--detach', revision]);
    await updateSubmodules(git);
    const commit = (await succeed(git, ['rev-parse', '--verify', 'HEAD'], true)).trim();
    options.log.note(`checked out ${commit}`);
    return { commit, ref: source.ref ?? null };
  }

  private async git({ workspace, log, signal }: CheckoutOptions, env: Record<string, string>): Promise<Git> {
    const machine = await this.sandbox();
    const sandbox: Sandbox = { ...machine, kind: 'none', tools: { ...machine.tools, bwrap: null } };
    return {
      run: async (args, quiet = false) => {
        const chunks: Buffer[] = [];
        const { code, signal: killedBy } = await runGroup(
          {
            command: ['git', ...GIT_OPTIONS, ...args],
            cwd: workspace.source,
            env: { PATH: process.env.PATH ?? '/usr/bin:/bin', ...env },
            writable: [],
            network: true,
            sandbox,
            onOutput: (chunk) => (quiet ? chunks.push(chunk) : log.write(chunk)),
          },
          workspace,
          signal,
        );
        return { exitCode: code, signal: killedBy, output: Buffer.concat(chunks).toString() };
      },
    };
  }
}

async function succeed(git: Git, args: readonly string[], quiet = false): Promise<string> {
  const { exitCode, output } = await git.run(args, quiet);
  if (exitCode !== 0) throw unavailable(`git ${args[0]} ended with exit code ${exitCode}`);
  return output;
}

/** Fetches as little as the host allows; answers what to check out. */
async function fetchRevision(git: Git, { ref, commit }: SourceRequest): Promise<string> {
  if (commit !== undefined) return fetchCommit(git, commit.toLowerCase());
  const { exitCode } = await git.run(['fetch', ...SHALLOW, 'origin', ref ?? 'HEAD']);
  if (exitCode === 0) return 'FETCH_HEAD';
  throw await missing(git, ref === undefined ? 'no default branch' : `no branch or tag "${ref}"`);
}

/** Not every host gives out a bare commit, and none an abbreviated one: then the whole repository is fetched. */
async function fetchCommit(git: Git, commit: string): Promise<string> {
  if (FULL_ID.test(commit)) {
    const { exitCode } = await git.run(['fetch', ...SHALLOW, 'origin', commit]);
    if (exitCode === 0) return commit;
  }
  await succeed(git, ['fetch', 'origin', ...ALL_REFS]);
  const { exitCode, output } = await git.run(
    ['rev-parse', '--verify', '--quiet', `${commit}^{commit}`],
    true,
  );
  if (exitCode === 0) return output.trim();
  throw new DomainError('not_found', 'source.not_found', `The repository has no commit ${commit}.`);
}

async function updateSubmodules(git: Git): Promise<void> {
  const { exitCode } = await git.run(['cat-file', '-e', 'HEAD:.gitmodules'], true);
  if (exitCode !== 0) return;
  await succeed(git, ['submodule', 'update', '--init', '--recursive', '--depth=1']);
}

/** A fetch fails alike for a wrong ref and for a dead host; asking for the list of refs tells them apart. */
async function missing(git: Git, what: string): Promise<DomainError> {
  const { exitCode } = await git.run(['ls-remote', '--quiet', 'origin', 'HEAD'], true);
  if (exitCode !== 0) return unavailable('the repository cannot be read (see the log)');
  return new DomainError('not_found', 'source.not_found', `The repository has ${what}.`);
}

function unavailable(why: string): DomainError {
  return new DomainError('unavailable', 'source.unavailable', `The source could not be fetched: ${why}.`);
}

import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A real git repository in a directory of the test's, with `trunk` as its default branch. */
export class GitRepository {
  private constructor(readonly path: string) {}

  static async make(path: string): Promise<GitRepository> {
    await mkdir(path, { recursive: true });
    const repository = new GitRepository(path);
    await repository.git('init', '-q', '-b', 'trunk');
    return repository;
  }

  /** Commits the files; those that begin with `#!` are executable. Answers the commit's id. */
  async commit(files: Record<string, string>, message = 'change'): Promise<string> {
    for (const [name, content] of Object.entries(files)) {
      const file = join(this.path, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      if (content.startsWith('#!')) await chmod(file, 0o755);
    }
    await this.git('add', '.');
    await this.git('commit', '-q', '--allow-empty', '-m', message);
    return this.git('rev-parse', 'HEAD');
  }

  async git(...args: string[]): Promise<string> {
    const env = {
      PATH: process.env.PATH,
      HOME: this.path,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Test',
      GIT_AUTHOR_EMAIL: 'test@example.org',
      GIT_COMMITTER_NAME: 'Test',
      GIT_COMMITTER_EMAIL: 'test@example.org',
    };
    return (await execute('git', ['-C', this.path, ...args], { env })).stdout.trim();
  }
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Tester',
  GIT_AUTHOR_EMAIL: 'tester@example.org',
  GIT_COMMITTER_NAME: 'Tester',
  GIT_COMMITTER_EMAIL: 'tester@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

const SERVER = `import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
const text = readFileSync('greeting.txt', 'utf8');
createServer((request, response) => response.end(text)).listen(process.env.PORT, '127.0.0.1');
`;

/** A real git repository of a small web application that answers the text of its greeting.txt. */
export class SampleRepository {
  readonly directory = mkdtempSync(join(tmpdir(), 'solum-sample-'));

  constructor() {
    this.git('init', '--quiet', '--initial-branch=main');
    this.write('server.mjs', SERVER);
    this.write('greeting.txt', 'first');
    this.commit('Say first');
  }

  get href(): string {
    return pathToFileURL(this.directory).href;
  }

  /** Answers the hash of the new commit. */
  greet(text: string): string {
    this.write('greeting.txt', text);
    return this.commit(`Say ${text}`);
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.directory, file), text);
  }

  commit(message: string): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private git(...args: string[]): string {
    const env = { PATH: process.env.PATH, ...IDENTITY };
    return execFileSync('git', ['-C', this.directory, ...args], { encoding: 'utf8', env }).trim();
  }
}

import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FILES = {
  'server.mjs': `import { createServer } from 'node:http';
import { greeting } from './greeting.mjs';

createServer((request, response) => response.end(greeting() + '\\n')).listen(process.env.PORT, '127.0.0.1');
`,
  'greeting.mjs': `export const greeting = () => 'Hello from the first commit';
`,
  'greeting.test.mjs': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greeting } from './greeting.mjs';

test('the greeting says hello', () => assert.match(greeting(), /^Hello/));
`,
  'smoke.mjs': `const answer = await fetch(process.env.APP_URL);
const text = await answer.text();
console.log(process.env.APP_URL, 'answers', answer.status, text.trim());
process.exit(answer.status === 200 && text.startsWith('Hello') ? 0 : 1);
`,
};

/** The commands of its plan. */
export const COMMANDS = {
  unittest_cmd: 'node --test',
  run_cmd: 'node server.mjs',
  functionaltest_cmd: 'node smoke.mjs',
};

/** A small web application in a real git repository, which the demo commits to. */
export class SampleApplication {
  /** @param {string} directory where the repository is made */
  constructor(directory) {
    this.directory = directory;
    mkdirSync(directory, { recursive: true });
    this.git('init', '--quiet', '--initial-branch=main');
    for (const [file, text] of Object.entries(FILES)) writeFileSync(join(directory, file), text);
    this.commit('Say hello');
  }

  get url() {
    return pathToFileURL(this.directory).href;
  }

  /** Changes what the application answers. @param {string} text @returns {string} the commit */
  greet(text) {
    writeFileSync(join(this.directory, 'greeting.mjs'), `export const greeting = () => '${text}';\n`);
    return this.commit(`Answer "${text}"`);
  }

  /** @returns {string} the full hash of the new commit */
  commit(message) {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  git(...args) {
    const identity = { GIT_AUTHOR_NAME: 'Demo', GIT_AUTHOR_EMAIL: 'demo@example.org' };
    const run = spawnSync('git', ['-C', this.directory, ...args], {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        ...identity,
        GIT_COMMITTER_NAME: identity.GIT_AUTHOR_NAME,
        GIT_COMMITTER_EMAIL: identity.GIT_AUTHOR_EMAIL,
      },
    });
    if (run.error) throw new Error('git is not installed: the demo needs it (apt-get install git)');
    if (run.status !== 0) throw new Error(`git ${args[0]}: ${run.stderr}`);
    return run.stdout.trim();
  }
}

/** A GitHub push payload, as far as the service reads it. */
export function pushPayload(commit) {
  return {
    ref: 'refs/heads/main',
    after: commit,
    deleted: false,
    repository: { full_name: 'demo/sample-application' },
  };
}

/** As GitHub signs what it sends. */
export function signatureOf(payload, secret) {
  return `sha256=${createHmac('sha256', secret).update(JSON.stringify(payload)).digest('hex')}`;
}

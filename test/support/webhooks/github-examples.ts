import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface Examples {
  readonly name: string;
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}

export interface GitHubExample {
  /** As X-GitHub-Event says it. */
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const DIRECTORIES = ['api.github.com', 'ghes-31', 'ghes-32', 'ghes-33', 'ghes-34', 'ghes-35'];

/** Every payload of @octokit/webhooks-examples: of github.com and of each version of GitHub Enterprise Server. */
export function githubExamples(directories: readonly string[] = DIRECTORIES): GitHubExample[] {
  const main = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
  return directories.flatMap((directory) => {
    const file = main.replace('api.github.com', directory);
    const events = JSON.parse(readFileSync(file, 'utf8')) as Examples[];
    return events.flatMap(({ name, examples }) => examples.map((payload) => ({ event: name, payload })));
  });
}

import { createHash } from 'node:crypto';
import { type CommitState, DESCRIPTIONS } from './commit-status.js';

export const STATUS_HOSTS = ['github', 'gitlab', 'gitea', 'bitbucket'] as const;

export type StatusHostName = (typeof STATUS_HOSTS)[number];

export interface StatusReport {
  /** `['team', 'shop']` */
  readonly repository: readonly string[];
  readonly sha: string;
  readonly state: CommitState;
  /** What tells this pipeline's status from others of the commit, e.g. `solum/shop`. */
  readonly context: string;
  /** The run's page. */
  readonly targetUrl: string;
}

/** A POST, its path below the API's URL. */
export interface StatusRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
}

/** How each host is told of a commit's status, as its documentation has it. */
type Form = (report: StatusReport, token: string) => StatusRequest;

/** Bitbucket takes no longer key. */
const LONGEST_KEY = 40;

/** docs.github.com, REST API, commit statuses. */
const github: Form = ({ repository, sha, state, context, targetUrl }, token) => ({
  path: `/repos/${repository.join('/')}/statuses/${sha}`,
  headers: {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'x-github-api-version': '2022-11-28',
  },
  body: { state, target_url: targetUrl, description: DESCRIPTIONS[state], context },
});

/** docs.gitlab.com, commits API, set the pipeline status of a commit. */
const gitlab: Form = ({ repository, sha, state, context, targetUrl }, token) => ({
  path: `/projects/${encodeURIComponent(repository.join('/'))}/statuses/${sha}`,
  headers: { 'private-token': token },
  body: {
    state: { pending: 'pending', success: 'success', failure: 'failed', error: 'canceled' }[state],
    name: context,
    target_url: targetUrl,
    description: DESCRIPTIONS[state],
  },
});

/** docs.gitea.com, repoCreateStatus; Forgejo has the same. */
const gitea: Form = ({ repository, sha, state, context, targetUrl }, token) => ({
  path: `/repos/${repository.join('/')}/statuses/${sha}`,
  headers: { authorization: `token ${token}` },
  body: { state, target_url: targetUrl, description: DESCRIPTIONS[state], context },
});

/** developer.atlassian.com, Bitbucket Cloud, create a build status for a commit. */
const bitbucket: Form = ({ repository, sha, state, context, targetUrl }, token) => ({
  path: `/repositories/${repository.join('/')}/commit/${sha}/statuses/build`,
  headers: { authorization: `Bearer ${token}` },
  body: {
    state: { pending: 'INPROGRESS', success: 'SUCCESSFUL', failure: 'FAILED', error: 'STOPPED' }[state],
    key: context.length <= LONGEST_KEY ? context : createHash('sha1').update(context).digest('hex'),
    name: context,
    url: targetUrl,
    description: DESCRIPTIONS[state],
  },
});

const FORMS: Readonly<Record<StatusHostName, Form>> = { github, gitlab, gitea, bitbucket };

export function statusRequest(host: StatusHostName, report: StatusReport, token: string): StatusRequest {
  return FORMS[host](report, token);
}

/** GitLab refuses a state that it has already, which is what is left of an answer that was lost. */
export function hasItAlready(host: StatusHostName, status: number, text: string): boolean {
  return host === 'gitlab' && status === 400 && /cannot transition status via/i.test(text);
}

/** Whether the host can have such a repository: only GitLab has groups in groups. */
export function canServe(host: StatusHostName, repository: readonly string[]): boolean {
  return host === 'gitlab' || repository.length === 2;
}

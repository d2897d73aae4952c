import { z } from 'zod';
import { SignatureVerdict, WebhookRequest } from '../../domain/git-host.js';
import { isNoCommit } from '../../domain/git-names.js';
import { PullRequestHead, WebhookEvent } from '../../domain/webhook-event.js';
import { changedPaths, pushedCommit } from './commits.js';
import { formPayload, isForm, PayloadGitHost, readAs } from './payload.js';
import { hexSignature, verifyHmac } from './signatures.js';

const ACTIONS = { opened: 'opened', synchronized: 'updated', reopened: 'reopened' } as const;

const push = z.object({
  ref: z.string(),
  before: z.string().nullish(),
  after: z.string().nullish(),
  head_commit: z.object({ id: z.string().nullish(), message: z.string().nullish() }).nullish(),
  commits: z.array(pushedCommit).nullish(),
  total_commits: z.number().nullish(),
});

const branch = z.object({ ref: z.string(), sha: z.string(), repo_id: z.number().nullish() });
const pullRequest = z.object({ head: branch, base: branch });
const pullRequestEvent = z.object({ action: z.string(), pull_request: pullRequest });

const issueComment = z.object({
  action: z.string(),
  issue: z.object({ number: z.number() }),
  comment: z.object({ body: z.string().nullish() }),
  repository: z.object({ permissions: z.object({ push: z.boolean().nullish() }).nullish() }).nullish(),
  is_pull: z.boolean().nullish(),
  pull_request: pullRequest.nullish(),
});

/** Gitea and Forgejo (docs.gitea.com, "Webhooks"). They send GitHub's headers beside their own. */
export class GiteaHost extends PayloadGitHost {
  readonly name = 'gitea';
  protected readonly eventHeaders = ['x-forgejo-event', 'x-gitea-event'];
  protected readonly deliveryHeaders = ['x-forgejo-delivery', 'x-gitea-delivery'];

  /** Of a form it is the JSON in the field that is signed. Without a secret the header is there, and empty. */
  async verify(request: WebhookRequest, secrets: readonly string[]): Promise<SignatureVerdict> {
    const { headers, rawBody, contentType } = request;
    const signature = headers['x-forgejo-signature'] || headers['x-gitea-signature'];
    if (!signature) return 'missing';
    const signed = isForm(contentType) ? Buffer.from(formPayload(rawBody) ?? '') : rawBody;
    return verifyHmac(signed, hexSignature(signature), secrets);
  }

  protected readPayload(name: string, payload: unknown): WebhookEvent {
    switch (name) {
      case 'push':
        return readPush(name, payload);
      case 'pull_request':
      case 'pull_request_sync':
        return readPullRequest(name, payload);
      case 'issue_comment':
      case 'pull_request_comment':
        return readComment(name, payload);
      default:
        return { kind: 'other', name };
    }
  }
}

function readPush(name: string, payload: unknown): WebhookEvent {
  return readAs(
    push,
    name,
    payload,
    ({ ref, before, after, head_commit: head, commits, total_commits: total }) => {
      const commit = ref.startsWith('refs/tags/') ? (head?.id ?? after) : after;
      const change = {
        ref,
        commit: commit ?? null,
        before: before ?? null,
        deleted: typeof after === 'string' && isNoCommit(after),
        message: head?.message ?? null,
        paths: changedPaths(commits, commits?.length === total),
      };
      return { kind: 'push', name, changes: [change] };
    },
  );
}

function readPullRequest(event: string, payload: unknown): WebhookEvent {
  return readAs(pullRequestEvent, event, payload, ({ action: does, pull_request }) => {
    const name = `${event}.${does.slice(0, 100)}`;
    const action = Object.hasOwn(ACTIONS, does) ? ACTIONS[does as keyof typeof ACTIONS] : null;
    return action === null
      ? { kind: 'other', name }
      : { kind: 'pull_request', name, action, head: headOf(pull_request) };
  });
}

/** `repository.permissions` are those of the comment's author, for whom the payload was made. */
function readComment(event: string, payload: unknown): WebhookEvent {
  return readAs(issueComment, event, payload, (read) => {
    const name = `${event}.${read.action.slice(0, 100)}`;
    if (read.action !== 'created') return { kind: 'other', name };
    const push = read.repository?.permissions?.push ?? null;
    return {
      kind: 'comment',
      name,
      text: read.comment.body ?? '',
      collaborator: push,
      standing: push === null ? 'its permissions are not given' : `its author may ${push ? '' : 'not '}push`,
      head: commented(read),
    };
  });
}

function commented({ pull_request, is_pull, issue }: z.infer<typeof issueComment>): PullRequestHead | null {
  if (pull_request) return headOf(pull_request);
  if (is_pull !== true) return null;
  const ref = `refs/pull/${issue.number}/head`;
  return { ref, commit: null, origin: 'unknown', target: null, message: null };
}

function headOf({ head, base }: z.infer<typeof pullRequest>): PullRequestHead {
  const known = typeof head.repo_id === 'number' && typeof base.repo_id === 'number';
  return {
    ref: head.ref.startsWith('refs/') ? head.ref : `refs/heads/${head.ref}`,
    commit: head.sha,
    origin: known && head.repo_id === base.repo_id ? 'repository' : 'fork',
    target: base.ref,
    message: null,
  };
}

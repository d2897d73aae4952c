import { verify } from '@octokit/webhooks-methods';
import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { SignatureVerdict, WebhookRequest } from '../../domain/git-host.js';
import { CodeOrigin, PullRequestHead, WebhookEvent } from '../../domain/webhook-event.js';
import { isNoCommit } from '../../domain/git-names.js';
import { changedPaths, pushedCommit } from './commits.js';
import { PayloadGitHost, readAs } from './payload.js';

/** docs.github.com, "Webhook events and payloads": a push lists at most this many commits. */
const MOST_COMMITS = 2048;
const COLLABORATORS = ['OWNER', 'MEMBER', 'COLLABORATOR'];
const ACTIONS = { opened: 'opened', synchronize: 'updated', reopened: 'reopened' } as const;

const push = z.object({
  ref: z.string(),
  before: z.string().nullish(),
  after: z.string().nullish(),
  deleted: z.boolean().nullish(),
  forced: z.boolean().nullish(),
  head_commit: z.object({ id: z.string().nullish(), message: z.string().nullish() }).nullish(),
  commits: z.array(pushedCommit).nullish(),
});

const repository = z.object({ id: z.number() }).nullish();
const pullRequest = z.object({
  head: z.object({ ref: z.string(), sha: z.string(), repo: repository }),
  base: z.object({ ref: z.string(), repo: repository }),
});
const changedPullRequest = z.object({ action: z.string(), pull_request: pullRequest });

const remark = z.object({ body: z.string().nullish(), author_association: z.string().nullish() });
const issueComment = z.object({
  issue: z.object({
    number: z.number(),
    author_association: z.string().nullish(),
    pull_request: z.object({}).nullish(),
  }),
  comment: remark,
});
const commitComment = z.object({ comment: remark.extend({ commit_id: z.string() }) });
const reviewComment = z.object({ comment: remark, pull_request: pullRequest });
const review = z.object({ review: remark, pull_request: pullRequest });
const action = z.object({ action: z.string() });

/** GitHub and GitHub Enterprise Server. */
export class GitHubHost extends PayloadGitHost {
  readonly name = 'github';
  protected readonly eventHeaders = ['x-github-event'];
  protected readonly deliveryHeaders = ['x-github-delivery'];

  /** GitHub's own library reads the body as text, which stands for the same bytes only where they are UTF-8. */
  async verify({ headers, rawBody }: WebhookRequest, secrets: readonly string[]): Promise<SignatureVerdict> {
    const signature = headers['x-hub-signature-256'];
    if (signature === undefined) return 'missing';
    if (signature === '' || rawBody.length === 0 || !isUtf8(rawBody)) return 'invalid';
    const body = rawBody.toString('utf8');
    const known = secrets.filter((secret) => secret !== '');
    const fits = await Promise.all(known.map((secret) => verify(secret, body, signature)));
    return fits.includes(true) ? 'valid' : 'invalid';
  }

  protected readPayload(event: string, payload: unknown): WebhookEvent {
    const named = action.safeParse(payload);
    const does = named.success ? named.data.action : null;
    const name = does === null ? event : `${event}.${does.slice(0, 100)}`;
    switch (event === 'push' || event === 'ping' ? event : name) {
      case 'ping':
        return { kind: 'ping', name };
      case 'push':
        return readPush(event, payload);
      case 'pull_request.opened':
      case 'pull_request.synchronize':
      case 'pull_request.reopened':
        return readPullRequest(name, payload);
      case 'issue_comment.created':
        return readIssueComment(name, payload);
      case 'commit_comment.created':
        return readAs(commitComment, name, payload, ({ comment }) => {
          const commit = { ref: null, commit: comment.commit_id, target: null, message: null };
          // The very commit was named by whoever comments: nobody can put another in its place.
          return commentEvent(name, comment, { ...commit, origin: 'collaborator' });
        });
      case 'pull_request_review_comment.created':
        return readAs(reviewComment, name, payload, (read) =>
          commentEvent(name, read.comment, headOf(read.pull_request)),
        );
      case 'pull_request_review.submitted':
        return readAs(review, name, payload, (read) =>
          commentEvent(name, read.review, headOf(read.pull_request)),
        );
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
    ({ ref, before, after, deleted, forced, head_commit: head, commits }) => {
      // The `after` of an annotated tag is the tag itself; its commit stands in head_commit.
      const commit = ref.startsWith('refs/tags/') ? (head?.id ?? after) : after;
      const complete = forced !== true && (commits?.length ?? 0) < MOST_COMMITS;
      const change = {
        ref,
        commit: commit ?? null,
        before: before ?? null,
        deleted: deleted === true || (typeof after === 'string' && isNoCommit(after)),
        message: head?.message ?? null,
        paths: changedPaths(commits, complete),
      };
      return { kind: 'push', name, changes: [change] };
    },
  );
}

function readPullRequest(name: string, payload: unknown): WebhookEvent {
  return readAs(changedPullRequest, name, payload, (read) => {
    const does = ACTIONS[read.action as keyof typeof ACTIONS];
    return { kind: 'pull_request', name, action: does, head: headOf(read.pull_request) };
  });
}

/**
 * Of the pull request the payload says no more than its number and who opened it. Where that is a collaborator too, the
 * head is built by the ref that GitHub keeps for it.
 */
function readIssueComment(name: string, payload: unknown): WebhookEvent {
  return readAs(issueComment, name, payload, ({ issue, comment }) => {
    if (!issue.pull_request) return commentEvent(name, comment, null);
    const origin: CodeOrigin = isCollaborator(issue.author_association) ? 'collaborator' : 'unknown';
    const ref = `refs/pull/${issue.number}/head`;
    return commentEvent(name, comment, { ref, commit: null, origin, target: null, message: null });
  });
}

function commentEvent(
  name: string,
  { body, author_association: association }: z.infer<typeof remark>,
  head: PullRequestHead | null,
): WebhookEvent {
  const known = association !== null && association !== undefined;
  return {
    kind: 'comment',
    name,
    text: body ?? '',
    collaborator: known ? isCollaborator(association) : null,
    standing: `its author_association is ${known ? association.slice(0, 50) : 'not given'}`,
    head,
  };
}

function headOf({ head, base }: z.infer<typeof pullRequest>): PullRequestHead {
  const known = head.repo && base.repo;
  return {
    ref: `refs/heads/${head.ref}`,
    commit: head.sha,
    origin: known && head.repo?.id === base.repo?.id ? 'repository' : 'fork',
    target: base.ref,
    message: null,
  };
}

function isCollaborator(association: string | null | undefined): boolean {
  return COLLABORATORS.includes(association ?? '');
}

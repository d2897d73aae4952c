import { z } from 'zod';
import { Clock } from '../../../../shared/domain/clock.js';
import { SignatureVerdict, WebhookRequest } from '../../domain/git-host.js';
import { isNoCommit } from '../../domain/git-names.js';
import { PullRequestHead, WebhookEvent } from '../../domain/webhook-event.js';
import { changedPaths, pushedCommit } from './commits.js';
import { PayloadGitHost, readAs } from './payload.js';
import { verifyToken } from './signatures.js';
import { StandardWebhooks } from './standard-webhooks.js';

const push = z.object({
  ref: z.string(),
  before: z.string().nullish(),
  after: z.string().nullish(),
  checkout_sha: z.string().nullish(),
  commits: z.array(pushedCommit).nullish(),
  total_commits_count: z.number().nullish(),
});

const mergeRequest = z.object({
  source_branch: z.string(),
  target_branch: z.string(),
  source_project_id: z.number().nullish(),
  target_project_id: z.number().nullish(),
  last_commit: z.object({ id: z.string(), message: z.string().nullish() }).nullish(),
});
const mergeRequestEvent = z.object({
  object_attributes: mergeRequest.extend({ action: z.string().nullish(), oldrev: z.string().nullish() }),
});

const note = z.object({
  object_attributes: z.object({ note: z.string(), action: z.string().nullish() }),
  merge_request: mergeRequest.nullish(),
  commit: z.object({ id: z.string() }).nullish(),
});

/** GitLab, of gitlab.com and self-managed (docs.gitlab.com, "Webhook events"). */
export class GitLabHost extends PayloadGitHost {
  readonly name = 'gitlab';
  protected readonly eventHeaders = ['x-gitlab-event'];
  protected readonly deliveryHeaders = ['webhook-id', 'idempotency-key', 'x-gitlab-event-uuid'];
  private readonly signatures: StandardWebhooks;

  constructor(clock: Clock) {
    super();
    this.signatures = new StandardWebhooks(clock);
  }

  /** By the signing token where one is set up, else by the secret token, which GitLab sends as it is. */
  async verify(request: WebhookRequest, secrets: readonly string[]): Promise<SignatureVerdict> {
    const signed = this.signatures.verify(request, secrets);
    const token = request.headers['x-gitlab-token'];
    return signed !== 'missing' || token === undefined ? signed : verifyToken(token, secrets);
  }

  protected readPayload(name: string, payload: unknown): WebhookEvent {
    switch (name) {
      case 'Push Hook':
      case 'Tag Push Hook':
        return readPush(name, payload);
      case 'Merge Request Hook':
        return readMergeRequest(name, payload);
      case 'Note Hook':
        return readNote(name, payload);
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
    ({ ref, before, after, checkout_sha, commits, total_commits_count: total }) => {
      // Of an annotated tag `after` is the tag itself, and checkout_sha its commit.
      const commit = checkout_sha ?? after ?? null;
      const change = {
        ref,
        commit,
        before: before ?? null,
        deleted: typeof after === 'string' && isNoCommit(after),
        message: commits?.find(({ id }) => id === commit)?.message ?? null,
        paths: changedPaths(commits, commits?.length === total),
      };
      return { kind: 'push', name, changes: [change] };
    },
  );
}

/** An update without `oldrev` changed something else than the code. */
function readMergeRequest(event: string, payload: unknown): WebhookEvent {
  return readAs(mergeRequestEvent, event, payload, ({ object_attributes: read }) => {
    const name = read.action ? `${event}.${read.action.slice(0, 100)}` : event;
    const head = headOf(read);
    if (read.action === 'open') return { kind: 'pull_request', name, action: 'opened', head };
    if (read.action === 'reopen') return { kind: 'pull_request', name, action: 'reopened', head };
    if (read.action === 'update' && read.oldrev)
      return { kind: 'pull_request', name, action: 'updated', head };
    return { kind: 'other', name };
  });
}

function readNote(name: string, payload: unknown): WebhookEvent {
  return readAs(note, name, payload, ({ object_attributes: read, merge_request, commit }) => {
    if (read.action === 'update') return { kind: 'other', name: `${name}.update` };
    const onCommit = commit
      ? ({ ref: null, commit: commit.id, origin: 'unknown', target: null, message: null } as const)
      : null;
    return {
      kind: 'comment',
      name,
      text: read.note,
      collaborator: null,
      standing: 'GitLab’s payload does not say whether its author is one',
      head: merge_request ? headOf(merge_request) : onCommit,
    };
  });
}

function headOf(read: z.infer<typeof mergeRequest>): PullRequestHead {
  const { source_project_id: source, target_project_id: target } = read;
  const known = typeof source === 'number' && typeof target === 'number';
  return {
    ref: `refs/heads/${read.source_branch}`,
    commit: read.last_commit?.id ?? null,
    origin: known && source === target ? 'repository' : 'fork',
    target: read.target_branch,
    message: read.last_commit?.message ?? null,
  };
}

import { z } from 'zod';
import { isFullCommit } from '../../domain/git-names.js';
import {
  PullRequestEvent,
  PullRequestHead,
  UNKNOWN_PATHS,
  WebhookEvent,
} from '../../domain/webhook-event.js';
import { readAs } from './payload.js';

/** As the other hosts write where a ref was that was not there. */
const NOWHERE = '0'.repeat(40);

const target = z.object({ hash: z.string(), message: z.string().nullish() });
const named = z.object({ type: z.string(), name: z.string() });
const moved = named.extend({ target: target.nullish() });
const push = z.object({
  push: z.object({
    changes: z.array(
      z.object({
        new: moved.nullish(),
        old: moved.nullish(),
      }),
    ),
  }),
});

const end = z.object({
  branch: z.object({ name: z.string() }),
  commit: z.object({ hash: z.string() }).nullish(),
  repository: z.object({ uuid: z.string().nullish(), full_name: z.string().nullish() }).nullish(),
});
const pullRequest = z.object({ pullrequest: z.object({ source: end, destination: end }) });
const comment = pullRequest.extend({
  comment: z.object({ content: z.object({ raw: z.string().nullish() }).nullish() }),
});

/** support.atlassian.com, "Event payloads". A push holds every ref of it, and no paths. */
export function readCloudPush(name: string, payload: unknown): WebhookEvent {
  return readAs(push, name, payload, (read) => {
    const changes = read.push.changes.map(({ new: now, old }) => ({
      ref: refOf(now ?? old),
      commit: now?.target?.hash ?? null,
      before: old ? (old.target?.hash ?? null) : NOWHERE,
      deleted: !now,
      message: now?.target?.message ?? null,
      paths: UNKNOWN_PATHS,
    }));
    return { kind: 'push', name, changes };
  });
}

export function readCloudPullRequest(
  name: string,
  action: PullRequestEvent['action'],
  payload: unknown,
): WebhookEvent {
  return readAs(pullRequest, name, payload, ({ pullrequest }) => {
    return { kind: 'pull_request', name, action, head: headOf(pullrequest) };
  });
}

export function readCloudComment(name: string, payload: unknown): WebhookEvent {
  return readAs(comment, name, payload, ({ pullrequest, comment: read }) => ({
    kind: 'comment',
    name,
    text: read.content?.raw ?? '',
    collaborator: null,
    standing: 'Bitbucket’s payload does not say whether its author is one',
    head: headOf(pullrequest),
  }));
}

/** What is neither branch nor tag (a Mercurial bookmark) keeps a name that no ref has. */
function refOf(change: z.infer<typeof named> | null | undefined): string {
  if (change?.type === 'branch') return `refs/heads/${change.name}`;
  return change?.type === 'tag' ? `refs/tags/${change.name}` : (change?.name ?? '');
}

/** Commits of pull requests are cut to twelve digits: then the head of the branch is built. */
function headOf({ source, destination }: z.infer<typeof pullRequest>['pullrequest']): PullRequestHead {
  const hash = source.commit?.hash ?? '';
  const from = source.repository?.uuid ?? source.repository?.full_name;
  const to = destination.repository?.uuid ?? destination.repository?.full_name;
  return {
    ref: `refs/heads/${source.branch.name}`,
    commit: isFullCommit(hash) ? hash : null,
    origin: from && from === to ? 'repository' : 'fork',
    target: destination.branch.name,
    message: null,
  };
}

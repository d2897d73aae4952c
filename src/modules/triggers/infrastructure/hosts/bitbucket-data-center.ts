import { z } from 'zod';
import { isNoCommit } from '../../domain/git-names.js';
import {
  PullRequestEvent,
  PullRequestHead,
  UNKNOWN_PATHS,
  WebhookEvent,
} from '../../domain/webhook-event.js';
import { readAs } from './payload.js';

const change = z.object({
  ref: z.object({ id: z.string() }),
  fromHash: z.string().nullish(),
  toHash: z.string(),
  type: z.string(),
});
const push = z.object({
  changes: z.array(change),
  toCommit: z.object({ id: z.string(), message: z.string().nullish() }).nullish(),
});

const end = z.object({
  id: z.string(),
  displayId: z.string().nullish(),
  latestCommit: z.string().nullish(),
  repository: z.object({ id: z.number() }).nullish(),
});
const pullRequest = z.object({ pullRequest: z.object({ fromRef: end, toRef: end }) });
const comment = pullRequest.extend({ comment: z.object({ text: z.string().nullish() }) });

/** confluence.atlassian.com, Bitbucket Data Center, "Event payload". A push holds every ref of it, and no paths. */
export function readDataCenterPush(name: string, payload: unknown): WebhookEvent {
  return readAs(push, name, payload, ({ changes, toCommit }) => ({
    kind: 'push',
    name,
    changes: changes.map(({ ref, fromHash, toHash, type }) => ({
      ref: ref.id,
      commit: toHash,
      before: fromHash ?? null,
      deleted: type === 'DELETE' || isNoCommit(toHash),
      message: toCommit?.id === toHash ? (toCommit.message ?? null) : null,
      paths: UNKNOWN_PATHS,
    })),
  }));
}

export function readDataCenterPullRequest(
  name: string,
  action: PullRequestEvent['action'],
  payload: unknown,
): WebhookEvent {
  return readAs(pullRequest, name, payload, (read) => {
    return { kind: 'pull_request', name, action, head: headOf(read.pullRequest) };
  });
}

export function readDataCenterComment(name: string, payload: unknown): WebhookEvent {
  return readAs(comment, name, payload, ({ pullRequest: read, comment: { text } }) => ({
    kind: 'comment',
    name,
    text: text ?? '',
    collaborator: null,
    standing: 'Bitbucket’s payload does not say whether its author is one',
    head: headOf(read),
  }));
}

function headOf({ fromRef, toRef }: z.infer<typeof pullRequest>['pullRequest']): PullRequestHead {
  const [from, to] = [fromRef.repository?.id, toRef.repository?.id];
  return {
    ref: fromRef.id,
    commit: fromRef.latestCommit ?? null,
    origin: from !== undefined && from === to ? 'repository' : 'fork',
    target: toRef.id.replace(/^refs\/heads\//, ''),
    message: null,
  };
}

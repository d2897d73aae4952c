/**
 * What a webhook says happened, in the same words for every git host. Its texts are the sender's: `judgeEvent` is the only
 * one that makes a ref or a commit of them, and nothing in a payload is ever called or cloned.
 */
export type WebhookEvent =
  PushEvent | PullRequestEvent | CommentEvent | PingEvent | OtherEvent | UnreadableEvent;

interface NamedEvent {
  /** The host's own name of it, with the action where there is one: `push`, `pull_request.opened`, `Note Hook`. */
  readonly name: string;
}

/** Branches or tags that moved. Most hosts send one ref per webhook; Bitbucket sends all of a push. */
export interface PushEvent extends NamedEvent {
  readonly kind: 'push';
  readonly changes: readonly RefChange[];
}

export interface RefChange {
  /** As the host wrote it, to be `refs/heads/…` or `refs/tags/…`; null: the default branch, as a plain request asks for it. */
  readonly ref: string | null;
  /** As the host wrote it; null: the head of the ref. */
  readonly commit: string | null;
  /** Where the ref was, as the host wrote it; zeros: nowhere; null or absent: the payload does not say. */
  readonly before?: string | null;
  readonly deleted: boolean;
  /** Of the head commit; null where the payload does not hold it. */
  readonly message: string | null;
  readonly paths: ChangedPaths;
}

/** The files that a change touches, as far as the payload names them. */
export interface ChangedPaths {
  readonly paths: readonly string[];
  /** Whether these are all of them. */
  readonly complete: boolean;
}

export const UNKNOWN_PATHS: ChangedPaths = { paths: [], complete: false };

/**
 * - `repository`: a branch of the repository itself.
 * - `collaborator`: perhaps a fork, of somebody who may write to the repository.
 * - `fork`: another repository, whose owner needs no right here.
 * - `unknown`: the payload does not say.
 */
export type CodeOrigin = 'repository' | 'collaborator' | 'fork' | 'unknown';

/** The head of a pull request (GitLab: merge request), or the commit that a comment is about. */
export interface PullRequestHead {
  /** As the host wrote it, e.g. `refs/heads/feature` or `refs/pull/5/head`; null: the commit alone. */
  readonly ref: string | null;
  /** As the host wrote it; null: the head of the ref. */
  readonly commit: string | null;
  readonly origin: CodeOrigin;
  /** The branch it is to be merged into, without `refs/heads/`; null where the payload does not say. */
  readonly target: string | null;
  readonly message: string | null;
}

export interface PullRequestEvent extends NamedEvent {
  readonly kind: 'pull_request';
  readonly action: 'opened' | 'updated' | 'reopened';
  readonly head: PullRequestHead;
}

/** A comment that was just written, on a pull request or on a commit. */
export interface CommentEvent extends NamedEvent {
  readonly kind: 'comment';
  readonly text: string;
  /** Whether its author may write to the repository; null where the payload does not say. */
  readonly collaborator: boolean | null;
  /** How the host says so, e.g. `author_association is MEMBER`; or that it does not. */
  readonly standing: string;
  /** What it is about; null: neither a pull request nor a commit. */
  readonly head: PullRequestHead | null;
}

/** The host tries the URL out. */
export interface PingEvent extends NamedEvent {
  readonly kind: 'ping';
}

/** Something that starts nothing, such as an issue or the closing of a pull request. */
export interface OtherEvent extends NamedEvent {
  readonly kind: 'other';
}

export interface UnreadableEvent extends NamedEvent {
  readonly kind: 'unreadable';
  readonly reason: string;
}

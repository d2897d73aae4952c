import { createHash } from 'node:crypto';
import { isFullCommit, isNoCommit, isPullRequestHead, parseRef } from './git-names.js';
import type { Verdict } from './judge-event.js';
import type { RefChange, WebhookEvent } from './webhook-event.js';

/** What makes a step of a ref one of a kind, and where it goes from. */
export interface StepKeys {
  readonly stepKey: string | null;
  readonly stepFrom: string | null;
}

const NONE: StepKeys = { stepKey: null, stepFrom: null };
/** Where a ref is that is not there. */
const NOWHERE = 'nowhere';

/**
 * Of a delivery that started something, or that stands for one which did: it is taken once, whatever is set later. Of an
 * ignored one: once under the same settings, so that a host's redelivery is judged anew after they were changed.
 */
export function onceKeyOf(hostDeliveryId: string | null, settingsVersion?: number): string | null {
  if (hostDeliveryId === null) return null;
  return digest(['delivery', hostDeliveryId, ...(settingsVersion === undefined ? [] : [settingsVersion])]);
}

/** One row stands for all that are refused in a minute. */
export function refusedKeyOf(kind: string, minute: number): string {
  return digest(['refused', kind, minute]);
}

/**
 * A push is known by the step that it makes, from commit to commit: pushed again after the ref went elsewhere, the same
 * commit is another step. A pull request is known by its head. What names no commit, and comments, which ask for another
 * build of the same, are never taken for duplicates.
 */
export function stepKeysOf(event: WebhookEvent, { outcome, ref, commit }: Verdict): StepKeys {
  if (outcome !== 'build' || commit === null) return NONE;
  if (event.kind === 'pull_request') return { stepKey: digest([event.kind, ref, commit]), stepFrom: null };
  if (event.kind !== 'push') return NONE;
  const before = event.changes.find((change) => change.ref === ref && change.commit === commit)?.before;
  const from = before == null ? null : placeOf(before);
  return {
    stepKey: digest(['push', ref, from, commit]),
    stepFrom: from === null ? null : fromKey(ref, from),
  };
}

/** Where a push says that refs are now, as `stepFrom` of the steps that go from there. */
export function arrivalsOf(event: WebhookEvent): string[] {
  if (event.kind !== 'push') return [];
  return event.changes.flatMap((change) => {
    const place = arrivalOf(change);
    return place === null ? [] : [fromKey(change.ref, place)];
  });
}

/** The ref and the commit that an event is about, where they are such; also where no rule lets it build. */
export function subjectOf(event: WebhookEvent): { ref: string | null; commit: string | null } {
  const named = namedBy(event);
  const ref = named?.ref ?? null;
  const commit = named?.commit ?? null;
  return {
    ref: ref !== null && (parseRef(ref) !== null || isPullRequestHead(ref)) ? ref : null,
    commit: commit !== null && isFullCommit(commit) ? commit : null,
  };
}

function namedBy(event: WebhookEvent): { ref: string | null; commit: string | null } | null | undefined {
  if (event.kind === 'push') return event.changes[0];
  return event.kind === 'pull_request' || event.kind === 'comment' ? event.head : undefined;
}

function arrivalOf({ deleted, commit }: RefChange): string | null {
  if (deleted) return NOWHERE;
  return commit === null ? null : placeOf(commit);
}

function placeOf(commit: string): string {
  return isNoCommit(commit) ? NOWHERE : commit;
}

function fromKey(ref: string | null, place: string): string {
  return digest(['from', ref, place]);
}

function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

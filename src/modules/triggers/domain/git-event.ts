import { isJsonObject } from '../../../shared/domain/json.js';

/**
 * What a webhook asks for. Branches, tags and commits are names to look for in the plan's own repository: nothing of a
 * payload is ever called or cloned.
 */
export type GitEvent =
  | { readonly kind: 'build'; readonly ref: string | null; readonly commit: string | null }
  | { readonly kind: 'ignored'; readonly reason: string };

const DEFAULT_BRANCH: GitEvent = { kind: 'build', ref: null, commit: null };
const REF = /^refs\/(heads|tags)\/(?!-)[\w./+@-]{1,200}$/;
const COMMIT = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Reads a webhook. GitHub's push (docs.github.com, webhook events and payloads) gives ref and commit; its ping and the
 * deletion of a branch start nothing. A body without a ref, as from curl, builds the default branch.
 */
export function readGitEvent(eventName: string | undefined, delivered: unknown): GitEvent {
  if (eventName === 'ping') return { kind: 'ignored', reason: 'a ping starts nothing' };
  if (eventName !== undefined && eventName !== 'push') {
    return { kind: 'ignored', reason: `the event ${eventName.slice(0, 50)} starts nothing` };
  }
  const body = payloadOf(delivered);
  if (!isJsonObject(body) || body.ref === undefined) return DEFAULT_BRANCH;
  const { ref, after, deleted } = body;
  if (deleted === true) return { kind: 'ignored', reason: 'the branch was deleted' };
  if (typeof ref !== 'string' || !REF.test(ref))
    return { kind: 'ignored', reason: 'its ref is neither a branch nor a tag' };
  if (after === undefined || after === null) return { kind: 'build', ref, commit: null };
  if (typeof after !== 'string' || !COMMIT.test(after))
    return { kind: 'ignored', reason: 'its commit is not a full hash' };
  return { kind: 'build', ref, commit: after };
}

/** GitHub sends JSON, or a form with the JSON in its field `payload`. */
function payloadOf(delivered: unknown): unknown {
  if (!isJsonObject(delivered) || typeof delivered.payload !== 'string') return delivered;
  try {
    return JSON.parse(delivered.payload) as unknown;
  } catch {
    return undefined;
  }
}

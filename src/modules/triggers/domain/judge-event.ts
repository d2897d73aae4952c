import type { TriggerFilters } from '../../pipelines/index.js';
import { FilterRules } from './filter-rules.js';
import { isFullCommit, isPullRequestHead, parseRef } from './git-names.js';
import { quoted, RuleName, RuleResult, RuleTrace } from './rule-trace.js';
import {
  CommentEvent,
  PullRequestEvent,
  PullRequestHead,
  PushEvent,
  RefChange,
  WebhookEvent,
} from './webhook-event.js';

export type { RuleResult } from './rule-trace.js';

/** What a pipeline makes of a webhook. */
export interface Verdict {
  readonly outcome: 'build' | 'ignored';
  /** In the order in which they were asked. Of an ignored webhook the last one says why; of one that builds all passed. */
  readonly rules: readonly RuleResult[];
  /** `refs/heads/…`, `refs/tags/…` or `refs/pull/N/head`; null: the default branch, the commit alone, or ignored. */
  readonly ref: string | null;
  /** Full hash; null: the head of the ref, or ignored. */
  readonly commit: string | null;
}

/** Of a push of many refs that are all ignored. */
const MOST_LISTED = 10;

type Target = Pick<Verdict, 'ref' | 'commit'>;

/** Decides from the event and the filters alone. What it answers to build is safe to hand to git. */
export function judgeEvent(event: WebhookEvent, filters: TriggerFilters): Verdict {
  switch (event.kind) {
    case 'unreadable':
      return refused('event.readable', event.reason);
    case 'ping':
      return refused('event.type', 'A ping starts nothing; it shows that the host reaches this trigger.');
    case 'other':
      return refused('event.type', `The event ${quoted(event.name)} starts nothing.`);
    case 'push':
      return judgePush(event, filters);
    case 'pull_request':
      return judgedBy((trace) => pullRequestTarget(event, filters, trace));
    case 'comment':
      return judgedBy((trace) => commentTarget(event, filters, trace));
  }
}

/** One webhook starts one execution: of several refs the first that passes is built, and the others are named. */
function judgePush({ changes, name }: PushEvent, filters: TriggerFilters): Verdict {
  if (changes.length === 0) return refused('push.ref', `The event ${quoted(name)} names no ref.`);
  const rules: RuleResult[] = [];
  for (const [index, change] of changes.entries()) {
    const verdict = judgedBy((trace) => {
      const target = changeTarget(change, filters, trace);
      if (target !== null && changes.length > 1) noteOthers(change, changes, trace);
      return target;
    });
    if (verdict.outcome === 'build') return verdict;
    if (index < MOST_LISTED) rules.push(...verdict.rules);
  }
  if (changes.length > MOST_LISTED) {
    const detail = `None of the ${changes.length} refs of the push is built; the first ${MOST_LISTED} are listed.`;
    rules.push({ rule: 'push.one_ref', passed: false, detail });
  }
  return { outcome: 'ignored', rules, ref: null, commit: null };
}

function noteOthers(built: RefChange, changes: readonly RefChange[], trace: RuleTrace): void {
  const others = changes
    .filter((change) => change !== built)
    .map(({ ref }) => quoted(ref ?? 'the default branch'));
  const shown = others.slice(0, 5).join(', ') + (others.length > 5 ? ` and ${others.length - 5} more` : '');
  trace.check(
    'push.one_ref',
    true,
    `One webhook builds one ref; of the same push ${shown} ${others.length === 1 ? 'is' : 'are'} not built.`,
  );
}

function changeTarget(change: RefChange, filters: TriggerFilters, trace: RuleTrace): Target | null {
  const filter = new FilterRules(filters, trace);
  const { ref, commit } = change;
  if (ref === null) {
    trace.check('push.ref', true, 'It names no ref, so the default branch is built.');
    if (!hasCommit(commit, 'push.commit', trace)) return null;
    if (!filter.event('push') || !filter.defaultBranch()) return null;
    return filter.skipCi(change.message) && filter.paths(change.paths) ? { ref, commit } : null;
  }
  const name = parseRef(ref);
  if (name === null) {
    trace.check('push.ref', false, `The ref ${quoted(ref)} is neither a branch nor a tag.`);
    return null;
  }
  trace.check('push.ref', true, `It is the ${name.kind} ${quoted(name.name)}.`);
  const exists = `The ${name.kind} ${change.deleted ? 'was deleted' : 'is there'}.`;
  if (!trace.check('push.deleted', !change.deleted, exists)) return null;
  if (!hasCommit(commit, 'push.commit', trace)) return null;
  if (!filter.event(name.kind === 'tag' ? 'tag' : 'push') || !filter.ref(name)) return null;
  if (!filter.skipCi(change.message)) return null;
  return name.kind === 'tag' || filter.paths(change.paths) ? { ref, commit } : null;
}

function pullRequestTarget(
  { head }: PullRequestEvent,
  filters: TriggerFilters,
  trace: RuleTrace,
): Target | null {
  const filter = new FilterRules(filters, trace);
  if (!filter.event('pull_request') || !isOurs(head, trace)) return null;
  const target = headTarget(head, trace);
  if (target === null || !filter.targetBranch(head.target)) return null;
  return filter.skipCi(head.message) && filter.paths({ paths: [], complete: false }) ? target : null;
}

/** Somebody asks for this build in so many words, so neither [skip ci] nor the paths are asked for. */
function commentTarget(event: CommentEvent, filters: TriggerFilters, trace: RuleTrace): Target | null {
  const filter = new FilterRules(filters, trace);
  if (!filter.event('comment') || !hasPhrase(event.text, filters.rebuildPhrase, trace)) return null;
  if (event.head === null) {
    trace.check('comment.subject', false, 'It is about neither a pull request nor a commit.');
    return null;
  }
  trace.check('comment.subject', true, 'It is about a pull request or a commit.');
  const standing = `Only collaborators may have it built again: ${event.standing}.`;
  if (!trace.check('comment.author', event.collaborator === true, standing)) return null;
  if (!isOurs(event.head, trace)) return null;
  const target = headTarget(event.head, trace);
  return target !== null && filter.targetBranch(event.head.target) ? target : null;
}

function hasPhrase(text: string, phrase: string | null, trace: RuleTrace): boolean {
  if (phrase === null || phrase.trim() === '')
    return trace.check('comment.phrase', false, 'The pipeline has no rebuild phrase.');
  const found = text.split(/\r?\n/).some((line) => line.trim() === phrase.trim());
  return trace.check(
    'comment.phrase',
    found,
    `${found ? 'A' : 'No'} line of it is ${quoted(phrase.trim())}.`,
  );
}

/** What a build runs gets the pipeline's secrets, so it must come from somebody who may write to the repository. */
function isOurs({ origin }: PullRequestHead, trace: RuleTrace): boolean {
  const details: Record<typeof origin, string> = {
    repository: 'Its code is in the repository itself.',
    collaborator: 'Its author may write to the repository.',
    fork: "It comes from a fork, whose code would run with the pipeline's secrets.",
    unknown:
      "The payload does not say whether it comes from a fork, whose code would run with the pipeline's secrets.",
  };
  return trace.check(
    'pull_request.fork',
    origin === 'repository' || origin === 'collaborator',
    details[origin],
  );
}

function headTarget({ ref, commit }: PullRequestHead, trace: RuleTrace): Target | null {
  const rule = 'pull_request.head';
  if (ref === null && commit === null) {
    trace.check(rule, false, 'It names neither ref nor commit.');
    return null;
  }
  if (ref !== null && parseRef(ref)?.kind !== 'branch' && !isPullRequestHead(ref)) {
    trace.check(rule, false, `The ref ${quoted(ref)} is no branch.`);
    return null;
  }
  return hasCommit(commit, rule, trace) ? { ref, commit } : null;
}

function hasCommit(commit: string | null, rule: RuleName, trace: RuleTrace): boolean {
  if (commit === null) return trace.check(rule, true, 'It names no commit, so the head of the ref is built.');
  if (isFullCommit(commit)) return trace.check(rule, true, `The commit is ${commit}.`);
  return trace.check(rule, false, `The commit ${quoted(commit)} is not a full hash.`);
}

function judgedBy(targetOf: (trace: RuleTrace) => Target | null): Verdict {
  const trace = new RuleTrace();
  const target = targetOf(trace);
  const rules = trace.results;
  return target === null
    ? { outcome: 'ignored', rules, ref: null, commit: null }
    : { outcome: 'build', rules, ...target };
}

function refused(rule: RuleName, detail: string): Verdict {
  return { outcome: 'ignored', rules: [{ rule, passed: false, detail }], ref: null, commit: null };
}

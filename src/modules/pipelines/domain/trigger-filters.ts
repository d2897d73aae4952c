/** What a webhook can ask for; the same words for every git host. */
export const TRIGGER_EVENTS = ['push', 'tag', 'pull_request', 'comment'] as const;
export type TriggerEvent = (typeof TRIGGER_EVENTS)[number];

/**
 * Which webhooks start the pipeline. Patterns are globs (`*` within a name, `**` across slashes, `?` one character); one
 * that begins with `!` takes away. An empty list lets everything through.
 */
export interface TriggerFilters {
  /** Of branch names without `refs/heads/`; of a pull request's target branch. */
  readonly branches: readonly string[];
  /** Of tag names without `refs/tags/`. */
  readonly tags: readonly string[];
  /** Of the files that a push touches. Where the host does not name them all, the webhook passes. */
  readonly paths: readonly string[];
  readonly events: readonly TriggerEvent[];
  /** Whether `[skip ci]` or `[ci skip]` in the head commit's message is heeded. */
  readonly skipCi: boolean;
  /** A comment that holds this line builds again; null: comments start nothing. */
  readonly rebuildPhrase: string | null;
}

/** Pushes and tags only: a host that sends pull requests besides pushes would have each commit built twice. */
export const DEFAULT_TRIGGER_FILTERS: TriggerFilters = {
  branches: [],
  tags: [],
  paths: [],
  events: ['push', 'tag'],
  skipCi: true,
  rebuildPhrase: null,
};

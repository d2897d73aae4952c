/** As git names them, and as the stations take them: no option, no refspec, no revision expression. */
const REF =
  /^refs\/(heads|tags)\/(?!-|\/|.*(?:\.\.|\/\/|@\{|\/\.|\.lock(?:\/|$)))([^\s~^:?*[\\+\p{Cc}]{1,240}(?<![/.]))$/u;
const PULL_REQUEST_HEAD = /^refs\/pull\/[1-9][0-9]{0,9}\/head$/;
const FULL_COMMIT = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
const NO_COMMIT = /^0+$/;

export interface RefName {
  readonly kind: 'branch' | 'tag';
  /** Without `refs/heads/` or `refs/tags/`. */
  readonly name: string;
}

/** Null where the text is neither a branch's nor a tag's full name. */
export function parseRef(ref: string): RefName | null {
  const match = REF.exec(ref);
  if (match === null) return null;
  return { kind: match[1] === 'heads' ? 'branch' : 'tag', name: match[2] ?? '' };
}

export function isPullRequestHead(ref: string): boolean {
  return PULL_REQUEST_HEAD.test(ref);
}

/** A whole SHA-1 or SHA-256 in lower case, and not the zeros that stand for none. */
export function isFullCommit(commit: string): boolean {
  return FULL_COMMIT.test(commit) && !NO_COMMIT.test(commit);
}

/** Hosts write zeros for the commit of a ref that is gone. */
export function isNoCommit(commit: string): boolean {
  return NO_COMMIT.test(commit);
}

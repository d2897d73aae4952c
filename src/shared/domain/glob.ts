/**
 * Globs over names with slashes: `?` is one character and `*` any number, neither over a slash; a segment `**` is any
 * number of segments. Matching takes at most length of pattern times length of name, whatever either holds, which the
 * regular expressions that glob libraries make do not promise: both texts are other people's.
 */
export function matchesGlob(pattern: string, name: string): boolean {
  return matchesSegments(pattern.split('/'), name.split('/'));
}

/** Whether a pattern matches and none beginning with `!` does; with no others than these, everything else matches. */
export function matchesGlobs(patterns: readonly string[], name: string): boolean {
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
  const refused = patterns.filter((pattern) => pattern.startsWith('!'));
  if (refused.some((pattern) => matchesGlob(pattern.slice(1), name))) return false;
  return wanted.length === 0 || wanted.some((pattern) => matchesGlob(pattern, name));
}

const OTHER_GLOBS = /[[\]{}()\\]|\p{Cc}/u;

/** Whether a text is a pattern in which every sign means what it means here, and not what it means to other globs. */
export function isGlob(pattern: string): boolean {
  return pattern !== '' && pattern !== '!' && pattern.length <= 255 && !OTHER_GLOBS.test(pattern);
}

function matchesSegments(pattern: readonly string[], name: readonly string[]): boolean {
  return matches(
    pattern,
    name,
    (segment) => segment === '**',
    (wanted, segment) => matchesSegment(wanted, segment),
  );
}

function matchesSegment(pattern: string, segment: string): boolean {
  return matches(
    [...pattern],
    [...segment],
    (sign) => sign === '*',
    (wanted, sign) => wanted === '?' || wanted === sign,
  );
}

/**
 * Where `isAny` is an item that stands for any number of items. Only the last such item has to be tried again: what
 * matched before it stays matched.
 */
function matches<T>(
  pattern: readonly T[],
  items: readonly T[],
  isAny: (wanted: T) => boolean,
  isOne: (wanted: T, item: T) => boolean,
): boolean {
  let at = 0;
  let retryPattern = -1;
  let retryItem = 0;
  for (let item = 0; item < items.length;) {
    const wanted = pattern[at];
    if (wanted !== undefined && isAny(wanted)) {
      retryPattern = ++at;
      retryItem = item;
    } else if (wanted !== undefined && isOne(wanted, items[item] as T)) {
      at++;
      item++;
    } else if (retryPattern >= 0) {
      at = retryPattern;
      item = ++retryItem;
    } else return false;
  }
  return pattern.slice(at).every(isAny);
}
